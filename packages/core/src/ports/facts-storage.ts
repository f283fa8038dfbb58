/**
 * The copy of the facts that new, frozen and restored tabs read. Coherent: what one tab wrote, the next reader sees
 * (localStorage is not, even under a Web Lock). What is read is untrusted.
 */
export interface FactsStorage {
  /** 'memory': no coherent store; every tab sees only its own. */
  readonly kind: 'indexeddb' | 'memory'
  /** What is stored, `null` when nothing is. Never rejects, and answers `null` when the platform does not answer within a second. */
  read(): Promise<unknown>
  /**
   * One atomic read-modify-write over all tabs. `change` is synchronous and may run more than once; `null` leaves what is there.
   * Resolves to what stands afterwards. Never rejects: where the platform fails it goes on in memory.
   */
  update(change: (stored: unknown) => unknown): Promise<unknown>
}
