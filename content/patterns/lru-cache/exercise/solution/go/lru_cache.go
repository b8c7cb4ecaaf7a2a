// Package lrucache holds a cache that evicts the least recently used entry.
package lrucache

import (
	"container/list"
	"sync"
	"time"
)

// LruCacheOptions says how a cache is made. A field that is zero takes its default.
type LruCacheOptions struct {
	Capacity int
	TtlMs    int64
	Clock    func() int64
}

// entry stands in both orders at once.
type entry struct {
	key     string
	value   int
	putAtMs int64
	byUse   *list.Element
	byAge   *list.Element
}

// LruCache is safe for use by several goroutines at once.
type LruCache struct {
	mu       sync.Mutex
	capacity int
	ttlMs    int64
	clock    func() int64
	entries  map[string]*entry
	// Least recently used first.
	byUse *list.List
	// Oldest first. All entries live equally long, so what expires next is in front.
	byAge *list.List
}

// NewLruCache returns an empty cache.
func NewLruCache(options LruCacheOptions) *LruCache {
	if options.Capacity == 0 {
		options.Capacity = 8
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &LruCache{
		capacity: options.Capacity,
		ttlMs:    options.TtlMs,
		clock:    options.Clock,
		entries:  make(map[string]*entry),
		byUse:    list.New(),
		byAge:    list.New(),
	}
}

// Get returns the value of the key, and whether it is there. It is a use of the entry.
func (c *LruCache) Get(key string) (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropExpired()
	found, ok := c.entries[key]
	if !ok {
		return 0, false
	}
	c.byUse.MoveToBack(found.byUse)
	return found.value, true
}

// Put stores the value, in place of the one that the key had.
func (c *LruCache) Put(key string, value int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropExpired()
	found, ok := c.entries[key]
	if ok {
		c.byUse.MoveToBack(found.byUse)
		c.byAge.MoveToBack(found.byAge)
	} else {
		if len(c.entries) >= c.capacity {
			c.drop(c.byUse.Front().Value.(*entry))
		}
		found = &entry{key: key}
		found.byUse = c.byUse.PushBack(found)
		found.byAge = c.byAge.PushBack(found)
		c.entries[key] = found
	}
	found.value = value
	found.putAtMs = c.clock()
}

// Peek is as Get, but no use of the entry.
func (c *LruCache) Peek(key string) (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropExpired()
	if found, ok := c.entries[key]; ok {
		return found.value, true
	}
	return 0, false
}

// Contains tells whether the key is there. It is no use of the entry.
func (c *LruCache) Contains(key string) bool {
	_, ok := c.Peek(key)
	return ok
}

// Remove takes the entry out, and tells whether it was there.
func (c *LruCache) Remove(key string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropExpired()
	found, ok := c.entries[key]
	if ok {
		c.drop(found)
	}
	return ok
}

// Size returns how many entries are there.
func (c *LruCache) Size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropExpired()
	return len(c.entries)
}

// Keys returns the keys that are there, the least recently used first.
func (c *LruCache) Keys() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropExpired()
	keys := make([]string, 0, len(c.entries))
	for element := c.byUse.Front(); element != nil; element = element.Next() {
		keys = append(keys, element.Value.(*entry).key)
	}
	return keys
}

func (c *LruCache) dropExpired() {
	if c.ttlMs == 0 {
		return
	}
	nowMs := c.clock()
	for c.byAge.Len() > 0 {
		oldest := c.byAge.Front().Value.(*entry)
		if nowMs-oldest.putAtMs < c.ttlMs {
			return
		}
		c.drop(oldest)
	}
}

func (c *LruCache) drop(found *entry) {
	c.byUse.Remove(found.byUse)
	c.byAge.Remove(found.byAge)
	delete(c.entries, found.key)
}
