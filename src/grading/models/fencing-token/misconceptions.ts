import type { Misconception } from '../../model.ts'

/** Each entry is a switch of `Leases` or of `FencedValues`. The order decides between two that predict the same. */
export const MISCONCEPTIONS = [
  {
    id: 'grants-while-held',
    property: 'one-holder-at-a-time',
    title: 'grants a lock that somebody holds',
  },
  {
    id: 'refusal-extends',
    property: 'one-holder-at-a-time',
    title: 'prolongs the lease of the holder whenever somebody else asks for the lock',
  },
  {
    id: 'refusal-raises-token',
    property: 'one-holder-at-a-time',
    title:
      'raises the token of the lock before it sees that it is held, so that its holder does not hold it any more',
  },
  {
    id: 'same-token',
    property: 'tokens-grow',
    title: 'gives the next holder the token of the last one',
  },
  {
    id: 'token-restarts-after-release',
    property: 'tokens-grow',
    title: 'forgets its tokens with a released lock, and begins anew with the first one',
  },
  {
    id: 'token-restarts-after-expiry',
    property: 'tokens-grow',
    title: 'forgets its tokens with an expired lease, and begins anew with the first one',
  },
  {
    id: 'token-is-the-time',
    property: 'tokens-grow',
    title: 'takes the time for a token, so that two grants in the same millisecond get the same one',
  },
  { id: 'never-expires', property: 'lease-ends-on-time', title: 'never ends a lease' },
  {
    id: 'lasts-one-longer',
    property: 'lease-ends-on-time',
    title: 'lets a lease go on at the very moment at which it ends (<= where < is meant)',
  },
  {
    id: 'granted-at-zero-is-free',
    property: 'lease-ends-on-time',
    title: 'takes a lease that was granted at time 0 for none, because 0 counts as false',
  },
  {
    id: 'renew-revives',
    property: 'lease-ends-on-time',
    title: 'renews a lease that is over when nobody else has taken the lock since',
  },
  {
    id: 'release-of-expired-true',
    property: 'lease-ends-on-time',
    title: 'says that it released a lock whose lease was over',
  },
  {
    id: 'holds-ignores-the-end',
    property: 'lease-ends-on-time',
    title: 'says that a token holds the lock though its lease is over, as long as nobody else has come',
  },
  {
    id: 'renew-does-nothing',
    property: 'renewing-extends-the-lease',
    title: 'says that it renewed the lease, and leaves its end where it was',
  },
  {
    id: 'renew-adds',
    property: 'renewing-extends-the-lease',
    title: 'adds ttl_ms to the end of the lease instead of counting it from now',
  },
  {
    id: 'renew-changes-token',
    property: 'renewing-extends-the-lease',
    title: 'gives the lock a new token when it is renewed, so that its holder does not hold it any more',
  },
  {
    id: 'anyone-renews',
    property: 'only-the-holder-renews-and-releases',
    title: 'renews the lease for anybody, without a look at the token',
  },
  {
    id: 'anyone-releases',
    property: 'only-the-holder-renews-and-releases',
    title:
      'releases the lock for anybody, so that a holder who comes too late frees the lock of the next one',
  },
  {
    id: 'release-keeps',
    property: 'only-the-holder-renews-and-releases',
    title: 'says that it released the lock, and does not free it',
  },
  {
    id: 'release-always-true',
    property: 'only-the-holder-renews-and-releases',
    title: 'says that it released the lock to somebody who did not hold it',
  },
  {
    id: 'one-lock-for-all',
    property: 'locks-and-keys-are-apart',
    title: 'has one lock for all names',
  },
  {
    id: 'one-token-for-all-keys',
    property: 'locks-and-keys-are-apart',
    title: 'compares with the highest token of all keys instead of that of this key',
  },
  {
    id: 'no-check',
    property: 'refuses-older-tokens',
    title: 'does not compare tokens at all',
  },
  {
    id: 'first-token-only',
    property: 'refuses-older-tokens',
    title: 'remembers the first token of a key instead of the highest',
  },
  {
    id: 'compares-as-text',
    property: 'refuses-older-tokens',
    title: 'compares tokens as texts, so that 10 comes before 9',
  },
  {
    id: 'needs-newer',
    property: 'accepts-what-is-not-older',
    title: 'asks for a higher token each time, so that a holder gets one request done and no second',
  },
  {
    id: 'needs-newer-to-write',
    property: 'accepts-what-is-not-older',
    title: 'writes only with a higher token than any before, so that a holder cannot write what it has read',
  },
  {
    id: 'refuses-gaps',
    property: 'accepts-what-is-not-older',
    title: 'refuses a token that leaves a gap, though holders in between may never have written',
  },
  {
    id: 'empty-is-nothing',
    property: 'accepts-what-is-not-older',
    title: 'takes the empty text for no value',
  },
  {
    id: 'removed-is-empty',
    property: 'accepts-what-is-not-older',
    title: 'leaves the empty text where a value was removed',
  },
  {
    id: 'refused-writes',
    property: 'refused-changes-nothing',
    title: 'stores the value before it compares the tokens, and refuses then',
  },
  {
    id: 'refused-lowers-token',
    property: 'refused-changes-nothing',
    title:
      'remembers the token of a request that it refuses, so that the same request succeeds the second time',
  },
  {
    id: 'read-forgets-token',
    property: 'reads-raise-the-token',
    title:
      'does not remember the tokens of reads, so that an old holder can change what the new one has read',
  },
  {
    id: 'read-unchecked',
    property: 'reads-raise-the-token',
    title: 'lets old tokens read',
  },
  {
    id: 'reads-ignore-tokens',
    property: 'reads-raise-the-token',
    title: 'pays no heed to the tokens of reads',
  },
  {
    id: 'read-of-absent-forgets',
    property: 'reads-raise-the-token',
    title: 'forgets the token of a read that finds nothing',
  },
  {
    id: 'remove-forgets-token',
    property: 'removing-keeps-the-token',
    title: 'removes the token together with the value, so that older ones can write again',
  },
  { id: 'remove-unchecked', property: 'removing-keeps-the-token', title: 'lets old tokens remove a value' },
  {
    id: 'remove-of-absent-forgets',
    property: 'removing-keeps-the-token',
    title: 'neither compares nor remembers the token when there is no value to remove',
  },
  {
    id: 'asks-the-lock',
    property: 'judges-by-tokens-alone',
    title: 'asks the lock of that name who holds it, instead of remembering which tokens came',
  },
  {
    id: 'compares-with-granted',
    property: 'judges-by-tokens-alone',
    title: 'refuses tokens that are older than the latest grant, of which the store has seen nothing yet',
  },
  {
    id: 'system-clock',
    property: 'uses-the-given-clock',
    title: 'reads the system clock instead of the one that it was given',
  },
  {
    id: 'shared-locks',
    property: 'instances-share-nothing',
    title: 'keeps its locks where all instances share them',
  },
  {
    id: 'shared-values',
    property: 'instances-share-nothing',
    title: 'keeps its values and tokens where all instances share them',
  },
] as const satisfies readonly Misconception[]

export type Wrong = (typeof MISCONCEPTIONS)[number]['id']
