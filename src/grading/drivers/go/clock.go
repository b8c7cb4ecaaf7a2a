package driver

import "sync/atomic"

// The virtual time of a sequence, in milliseconds.
type virtualClock struct {
	nowMs int64
}

var clock virtualClock

func (c *virtualClock) reset(startMs int64) {
	atomic.StoreInt64(&c.nowMs, startMs)
}

func (c *virtualClock) now() int64 {
	return atomic.LoadInt64(&c.nowMs)
}

func (c *virtualClock) advance(ms int64) {
	if ms > 0 {
		atomic.AddInt64(&c.nowMs, ms)
	}
}
