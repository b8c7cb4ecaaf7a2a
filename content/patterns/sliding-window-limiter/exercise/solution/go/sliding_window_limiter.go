// Package slidingwindowlimiter holds a limiter with an exact log.
package slidingwindowlimiter

import (
	"container/list"
	"sort"
	"sync"
	"time"
)

// SlidingWindowLimiterOptions says how a limiter is made. A field that is zero takes its default.
type SlidingWindowLimiterOptions struct {
	Limit    int
	WindowMs int64
	Clock    func() int64
}

// keyLog is when requests of a key were let through, the oldest first. It is never empty.
type keyLog struct {
	key     string
	timesMs []int64
}

// SlidingWindowLimiter lets at most so many requests of a key through in any stretch of a window.
// It is safe for use by several goroutines at once.
type SlidingWindowLimiter struct {
	mu       sync.Mutex
	limit    int
	windowMs int64
	clock    func() int64
	logs     map[string]*list.Element
	// The key that was let through last is at the back: what is to be forgotten next is in front.
	byLast *list.List
}

// NewSlidingWindowLimiter returns a limiter that has let nothing through yet.
func NewSlidingWindowLimiter(options SlidingWindowLimiterOptions) *SlidingWindowLimiter {
	if options.Limit == 0 {
		options.Limit = 10
	}
	if options.WindowMs == 0 {
		options.WindowMs = 1000
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &SlidingWindowLimiter{
		limit:    options.Limit,
		windowMs: options.WindowMs,
		clock:    options.Clock,
		logs:     make(map[string]*list.Element),
		byLast:   list.New(),
	}
}

// TryAcquire logs the request and returns true if there is a place; else it returns false.
func (l *SlidingWindowLimiter) TryAcquire(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	nowMs := l.clock()
	times := l.timesOf(key, nowMs)
	if len(times) >= l.limit {
		return false
	}
	element, ok := l.logs[key]
	if !ok {
		element = l.byLast.PushBack(&keyLog{key: key})
		l.logs[key] = element
	}
	element.Value.(*keyLog).timesMs = append(times, nowMs)
	l.byLast.MoveToBack(element)
	return true
}

// Remaining returns how many requests of the key would be let through now.
func (l *SlidingWindowLimiter) Remaining(key string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.limit - len(l.timesOf(key, l.clock()))
}

// RetryAfterMs returns the milliseconds until TryAcquire(key) would succeed.
func (l *SlidingWindowLimiter) RetryAfterMs(key string) int64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	nowMs := l.clock()
	times := l.timesOf(key, nowMs)
	if len(times) < l.limit {
		return 0
	}
	return times[0] + l.windowMs - nowMs
}

// Keys returns the keys of which a request counts, sorted.
func (l *SlidingWindowLimiter) Keys() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.forgetIdle(l.clock())
	keys := make([]string, 0, len(l.logs))
	for key := range l.logs {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// timesOf returns the times that count, and drops the others.
func (l *SlidingWindowLimiter) timesOf(key string, nowMs int64) []int64 {
	l.forgetIdle(nowMs)
	element, ok := l.logs[key]
	if !ok {
		return nil
	}
	log := element.Value.(*keyLog)
	over := 0
	for nowMs-log.timesMs[over] >= l.windowMs {
		over++
	}
	// Moved to the front, so that the array behind it does not grow.
	log.timesMs = append(log.timesMs[:0], log.timesMs[over:]...)
	return log.timesMs
}

func (l *SlidingWindowLimiter) forgetIdle(nowMs int64) {
	for front := l.byLast.Front(); front != nil; front = l.byLast.Front() {
		log := front.Value.(*keyLog)
		if nowMs-log.timesMs[len(log.timesMs)-1] < l.windowMs {
			return
		}
		l.byLast.Remove(front)
		delete(l.logs, log.key)
	}
}
