// {{contract}}

package deadletterqueue

import "errors"

var ErrPermanent = errors.New("no further attempt can help")

// DeadLetterQueueOptions says how a queue is made. A number that is zero takes its default.
type DeadLetterQueueOptions struct {
	MaxAttempts  int
	RetryDelayMs int64
	TtlMs        int64
	Clock        func() int64
	Handle       func(id, body string) error
	Park         func(id, reason string) error
	Unpark       func(id string) error
}

type DeadLetterQueue struct {
	options DeadLetterQueueOptions
}

func NewDeadLetterQueue(options DeadLetterQueueOptions) *DeadLetterQueue {
	// TODO: give the numbers their defaults.
	return &DeadLetterQueue{options: options}
}

// Send puts a message into the queue, unless one with this id is there or dead already.
func (q *DeadLetterQueue) Send(id, body string) bool {
	panic("Send is yours to write")
}

// Poll takes up to limit messages that are due and returns how many were handled.
func (q *DeadLetterQueue) Poll(limit int) int {
	panic("Poll is yours to write")
}

// Waiting returns the ids in the queue, in the order in which they fall due.
func (q *DeadLetterQueue) Waiting() []string {
	panic("Waiting is yours to write")
}

// DeadLetters returns the ids of the dead, in the order in which they were parked.
func (q *DeadLetterQueue) DeadLetters() []string {
	panic("DeadLetters is yours to write")
}

// Letter returns body, reason, attempts, sent, first and last of a dead message, or nil.
func (q *DeadLetterQueue) Letter(id string) map[string]any {
	panic("Letter is yours to write")
}

// Redrive brings a dead message back into the queue.
func (q *DeadLetterQueue) Redrive(id string) (bool, error) {
	panic("Redrive is yours to write")
}

// RedriveAll brings all of them back, the one that was parked first in front.
func (q *DeadLetterQueue) RedriveAll() (int, error) {
	panic("RedriveAll is yours to write")
}
