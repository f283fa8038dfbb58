import { type RedisClient, redisStore, type RedisStore } from '@stillhere/server/redis'
import { createCluster } from 'redis'

/** All entries in one slot, so on one node: an entry and its tags change in one step. */
const PREFIX = '{stillhere}:'

export async function clusterStore(nodes: readonly string[]): Promise<RedisStore> {
  const client = clusterClient(nodes)
  await client.connect()
  const store = redisStore({ client, prefix: PREFIX })
  return { ...store, close: () => (store.close(), client.destroy()) }
}

function clusterClient(nodes: readonly string[]): RedisClient {
  const cluster = createCluster({ rootNodes: nodes.map((url) => ({ url })) })
  cluster.on('error', (error: Error) => console.error('Redis:', error.name))
  return {
    get isOpen() {
      return cluster.isOpen
    },
    connect: () => cluster.connect(),
    duplicate: () => clusterClient(nodes),
    on: (event, listener) => cluster.on(event, listener),
    sendCommand: (args, options) => cluster.sendCommand(PREFIX, false, [...args], options),
    subscribe: (channel, listener) => cluster.subscribe(channel, listener),
    destroy: () => cluster.destroy(),
  }
}
