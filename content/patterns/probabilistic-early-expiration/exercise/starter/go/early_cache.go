// {{contract}}

package earlycache

// EarlyCacheOptions says how a cache is made. A field that is zero takes its default.
type EarlyCacheOptions struct {
	TtlMs         int64
	NegativeTtlMs int64
	Beta          float64
	Clock         func() int64
	Random        func() float64
}

type EarlyCache struct {
	options EarlyCacheOptions
	// TODO: whatever must be remembered of each key.
}

func NewEarlyCache(options EarlyCacheOptions) *EarlyCache {
	// TODO: keep the options, with their defaults.
	return &EarlyCache{options: options}
}

// Get returns the stored value of the key, or what load returns, which is then stored.
func (c *EarlyCache) Get(key string, load func(key string) (any, error)) (any, error) {
	panic("Get is yours to write")
}

// Invalidate takes the entry of the key out and tells whether there was one that had not expired.
func (c *EarlyCache) Invalidate(key string) bool {
	panic("Invalidate is yours to write")
}
