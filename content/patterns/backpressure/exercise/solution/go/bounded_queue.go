// Package boundedqueue holds a queue with credits for the consumer and a pause for the producer.
package boundedqueue

import (
	"errors"
	"sync"
)

// ErrQueueFull says that the queue is full and its policy is reject.
var ErrQueueFull = errors.New("the queue is full")

// ErrInvalidRequest says that fewer than one item was requested.
var ErrInvalidRequest = errors.New("fewer than one item was requested")

// BoundedQueueOptions says how a queue is made. A field that is zero takes its default.
type BoundedQueueOptions struct {
	Capacity      int
	Policy        string
	HighWatermark int
	LowWatermark  int
}

// BoundedQueue is safe for use by several goroutines at once.
type BoundedQueue struct {
	options BoundedQueueOptions

	mu       sync.Mutex
	items    []string
	credits  int64
	isPaused bool

	offered, delivered, dropped, rejected int64
}

// NewBoundedQueue returns an empty queue, without credits.
func NewBoundedQueue(options BoundedQueueOptions) *BoundedQueue {
	if options.Capacity == 0 {
		options.Capacity = 16
	}
	if options.Policy == "" {
		options.Policy = "reject"
	}
	if options.HighWatermark == 0 {
		options.HighWatermark = 12
	}
	if options.LowWatermark == 0 {
		options.LowWatermark = 4
	}
	return &BoundedQueue{options: options}
}

// Offer takes an item in. It returns the item that was dropped for lack of room, false when none was; or ErrQueueFull.
func (q *BoundedQueue) Offer(item string) (string, bool, error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.offered++
	oldest, isDropped := "", false
	if len(q.items) >= q.options.Capacity {
		if q.options.Policy == "reject" {
			q.rejected++
			return "", false, ErrQueueFull
		}
		q.dropped++
		if q.options.Policy == "drop_newest" {
			return item, true, nil
		}
		oldest, isDropped = q.items[0], true
		q.items = q.items[1:]
	}
	q.items = append(q.items, item)
	if len(q.items) >= q.options.HighWatermark {
		q.isPaused = true
	}
	return oldest, isDropped, nil
}

// Request grants that many credits more; ErrInvalidRequest when that is below 1.
func (q *BoundedQueue) Request(count int64) error {
	if count < 1 {
		return ErrInvalidRequest
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	q.credits += count
	return nil
}

// Poll returns the oldest item, for one credit; false when there is no item or no credit.
func (q *BoundedQueue) Poll() (string, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.credits == 0 || len(q.items) == 0 {
		return "", false
	}
	q.credits--
	q.delivered++
	item := q.items[0]
	q.items = q.items[1:]
	if len(q.items) <= q.options.LowWatermark {
		q.isPaused = false
	}
	return item, true
}

// IsPaused tells whether the producer is to pause.
func (q *BoundedQueue) IsPaused() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.isPaused
}

// Size returns how many items the queue holds.
func (q *BoundedQueue) Size() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.items)
}

// Counts returns what became of the items so far.
func (q *BoundedQueue) Counts() map[string]int64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return map[string]int64{
		"offered": q.offered, "delivered": q.delivered, "dropped": q.dropped, "rejected": q.rejected,
	}
}
