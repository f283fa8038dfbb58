/**
 * What has to happen in one step runs as a script inside Redis, whose clock and counter are the same for all processes.
 *
 * An entry is a hash: `v` value, `r` revision, `t` its tags as JSON. A tag is a sorted set of entry names, scored with the instant at
 * which each is over, so that it cleans itself and goes with its last entry. Revisions are numbered over all entries; a counter
 * that is gone starts at the time in microseconds, which is beyond every number that was given out before.
 */
const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`

const UNTAG = `
local function untag(tags)
  for _, tag in ipairs(tags and cjson.decode(tags) or {}) do redis.call('ZREM', ARGV[2] .. tag, ARGV[1]) end
end
`

/** KEYS: entry, counter. ARGV: name, where tags begin, revision or nothing, value, time to live, tags as JSON. */
export const SET = `
${NOW}${UNTAG}
local held = redis.call('HMGET', KEYS[1], 'r', 't')
if (held[1] or '') ~= ARGV[3] then return 0 end
local ttl = tonumber(ARGV[5])
local revision
if ttl > 0 then
  -- First of all writes: a Redis that is full refuses this one, before anything is taken away.
  if redis.call('EXISTS', KEYS[2]) == 0 then redis.call('SET', KEYS[2], string.format('%.0f', time[1] * 1000000 + time[2])) end
  revision = string.format('%.0f', redis.call('INCR', KEYS[2]))
end
untag(held[2])
redis.call('DEL', KEYS[1])
if ttl <= 0 then return 1 end
redis.call('HSET', KEYS[1], 'v', ARGV[4], 'r', revision, 't', ARGV[6])
redis.call('PEXPIREAT', KEYS[1], string.format('%.0f', now + ttl))
for _, tag in ipairs(cjson.decode(ARGV[6])) do
  local set = ARGV[2] .. tag
  redis.call('ZREMRANGEBYSCORE', set, '-inf', now)
  redis.call('ZADD', set, string.format('%.0f', now + ttl), ARGV[1])
  redis.call('PEXPIREAT', set, string.format('%.0f', redis.call('ZREVRANGE', set, 0, 0, 'WITHSCORES')[2]))
end
return 1
`

/** KEYS: entry. ARGV: name, where tags begin. */
export const DELETE = `
${UNTAG}
untag(redis.call('HGET', KEYS[1], 't'))
return redis.call('DEL', KEYS[1])
`

/** KEYS: tag. */
export const FIND = `
${NOW}
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. string.format('%.0f', now), '+inf')
`
