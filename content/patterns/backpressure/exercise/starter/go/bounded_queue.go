// {{contract}}

package boundedqueue

import "errors"

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

type BoundedQueue struct {
	// TODO: whatever the queue must remember between calls.
}

func NewBoundedQueue(options BoundedQueueOptions) *BoundedQueue {
	// TODO: keep the options, with their defaults.
	return &BoundedQueue{}
}

// Offer takes an item in. It returns the item that was dropped for lack of room, false when none was; or ErrQueueFull.
func (q *BoundedQueue) Offer(item string) (string, bool, error) {
	panic("Offer is yours to write")
}

// Request grants that many credits more; ErrInvalidRequest when that is below 1.
func (q *BoundedQueue) Request(count int64) error {
	panic("Request is yours to write")
}

// Poll returns the oldest item, for one credit; false when there is no item or no credit.
func (q *BoundedQueue) Poll() (string, bool) {
	panic("Poll is yours to write")
}

// IsPaused tells whether the producer is to pause.
func (q *BoundedQueue) IsPaused() bool {
	panic("IsPaused is yours to write")
}

// Size returns how many items the queue holds.
func (q *BoundedQueue) Size() int {
	panic("Size is yours to write")
}

// Counts returns what became of the items so far.
func (q *BoundedQueue) Counts() map[string]int64 {
	panic("Counts is yours to write")
}
