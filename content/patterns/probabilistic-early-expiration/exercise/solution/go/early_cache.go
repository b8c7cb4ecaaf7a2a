// Package earlycache holds a cache that recomputes a value before it expires, by a draw at each reading (XFetch).
package earlycache

import (
	"math"
	"math/rand"
	"sync"
	"time"
)

// EarlyCacheOptions says how a cache is made. A field that is zero takes its default.
type EarlyCacheOptions struct {
	TtlMs         int64
	NegativeTtlMs int64
	Beta          float64
	Clock         func() int64
	Random        func() float64
}

type entry struct {
	value     any
	deltaMs   int64
	expiresMs int64
}

// EarlyCache is safe for use by several goroutines at once. Two that decide to load the same key both load it.
type EarlyCache struct {
	options EarlyCacheOptions
	mu      sync.Mutex
	entries map[string]entry
}

// NewEarlyCache returns an empty cache.
func NewEarlyCache(options EarlyCacheOptions) *EarlyCache {
	if options.TtlMs == 0 {
		options.TtlMs = 60000
	}
	if options.NegativeTtlMs == 0 {
		options.NegativeTtlMs = 5000
	}
	if options.Beta == 0 {
		options.Beta = 1
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	if options.Random == nil {
		options.Random = rand.Float64
	}
	return &EarlyCache{options: options, entries: map[string]entry{}}
}

// Get returns the stored value of the key, or what load returns, which is then stored.
func (c *EarlyCache) Get(key string, load func(key string) (any, error)) (any, error) {
	c.mu.Lock()
	found, isThere := c.entries[key]
	c.mu.Unlock()
	nowMs := c.options.Clock()
	if !isThere || nowMs >= found.expiresMs {
		return c.load(key, load)
	}
	if !c.isEarly(found, nowMs) {
		return found.value, nil
	}
	value, err := c.load(key, load)
	if err != nil {
		return found.value, nil
	}
	return value, nil
}

// Invalidate takes the entry of the key out and tells whether there was one that had not expired.
func (c *EarlyCache) Invalidate(key string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, isThere := c.entries[key]
	delete(c.entries, key)
	return isThere && c.options.Clock() < found.expiresMs
}

// isEarly draws. A draw of 0 is infinitely early, unless the load took no time: infinity times 0 is not a number.
func (c *EarlyCache) isEarly(found entry, nowMs int64) bool {
	early := -float64(found.deltaMs) * c.options.Beta * math.Log(c.options.Random())
	return float64(nowMs)+early >= float64(found.expiresMs)
}

func (c *EarlyCache) load(key string, load func(key string) (any, error)) (any, error) {
	startedMs := c.options.Clock()
	value, err := load(key)
	if err != nil {
		return nil, err
	}
	endedMs := c.options.Clock()
	ttlMs := c.options.TtlMs
	if value == nil {
		ttlMs = c.options.NegativeTtlMs
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.entries[key] = entry{value: value, deltaMs: endedMs - startedMs, expiresMs: endedMs + ttlMs}
	return value, nil
}
