// Package deduplicator remembers message ids for a while, and no more of them than fit.
package deduplicator

import (
	"container/list"
	"sync"
	"time"
)

// DeduplicatorOptions says how a deduplicator is made. A field that is zero takes its default.
type DeduplicatorOptions struct {
	Capacity int
	WindowMs int64
	Clock    func() int64
}

type record struct {
	id   string
	atMs int64
}

// Deduplicator is safe for use by several goroutines at once.
type Deduplicator struct {
	mu       sync.Mutex
	capacity int
	windowMs int64
	clock    func() int64
	byID     map[string]*list.Element
	// Nothing moves in here: the front was recorded first, expires next, and is evicted next.
	byAge *list.List
}

// NewDeduplicator returns a deduplicator that has seen nothing.
func NewDeduplicator(options DeduplicatorOptions) *Deduplicator {
	if options.Capacity == 0 {
		options.Capacity = 16
	}
	if options.WindowMs == 0 {
		options.WindowMs = 300_000
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &Deduplicator{
		capacity: options.Capacity,
		windowMs: options.WindowMs,
		clock:    options.Clock,
		byID:     make(map[string]*list.Element),
		byAge:    list.New(),
	}
}

// Seen returns true if the id is remembered; else it records it and returns false.
func (d *Deduplicator) Seen(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	nowMs := d.dropExpired()
	if _, ok := d.byID[id]; ok {
		return true
	}
	if d.byAge.Len() >= d.capacity {
		d.drop(d.byAge.Front())
	}
	d.byID[id] = d.byAge.PushBack(record{id, nowMs})
	return false
}

// Remembers tells whether the id is remembered. It records nothing.
func (d *Deduplicator) Remembers(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dropExpired()
	_, ok := d.byID[id]
	return ok
}

// Forget takes the id out, and tells whether it was remembered.
func (d *Deduplicator) Forget(id string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dropExpired()
	element, ok := d.byID[id]
	if ok {
		d.drop(element)
	}
	return ok
}

// Size returns how many ids are remembered.
func (d *Deduplicator) Size() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dropExpired()
	return d.byAge.Len()
}

// Ids returns the ids that are remembered, the one that was recorded first at the front.
func (d *Deduplicator) Ids() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dropExpired()
	ids := make([]string, 0, d.byAge.Len())
	for element := d.byAge.Front(); element != nil; element = element.Next() {
		ids = append(ids, element.Value.(record).id)
	}
	return ids
}

func (d *Deduplicator) dropExpired() int64 {
	nowMs := d.clock()
	for front := d.byAge.Front(); front != nil; front = d.byAge.Front() {
		if nowMs-front.Value.(record).atMs < d.windowMs {
			break
		}
		d.drop(front)
	}
	return nowMs
}

func (d *Deduplicator) drop(element *list.Element) {
	d.byAge.Remove(element)
	delete(d.byID, element.Value.(record).id)
}
