// {{contract}}

package lrucache

// LruCacheOptions says how a cache is made. A field that is zero takes its default.
type LruCacheOptions struct {
	Capacity int
	TtlMs    int64
	Clock    func() int64
}

type LruCache struct {
	clock func() int64
	// TODO: whatever the cache must remember between calls.
}

func NewLruCache(options LruCacheOptions) *LruCache {
	// TODO: keep the options, with their defaults.
	return &LruCache{clock: options.Clock}
}

// Get returns the value of the key, and whether it is there. It is a use of the entry.
func (c *LruCache) Get(key string) (int, bool) {
	panic("Get is yours to write")
}

// Put stores the value; it makes room first if the key is new and the cache is full.
func (c *LruCache) Put(key string, value int) {
	panic("Put is yours to write")
}

// Peek is as Get, but no use of the entry.
func (c *LruCache) Peek(key string) (int, bool) {
	panic("Peek is yours to write")
}

// Contains tells whether the key is there. It is no use of the entry.
func (c *LruCache) Contains(key string) bool {
	panic("Contains is yours to write")
}

// Remove takes the entry out, and tells whether it was there.
func (c *LruCache) Remove(key string) bool {
	panic("Remove is yours to write")
}

// Size returns how many entries are there.
func (c *LruCache) Size() int {
	panic("Size is yours to write")
}

// Keys returns the keys that are there, the least recently used first.
func (c *LruCache) Keys() []string {
	panic("Keys is yours to write")
}
