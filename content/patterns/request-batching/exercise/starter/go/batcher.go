// {{contract}}

package batcher

import "errors"

var ErrNotFound = errors.New("there is no such key")

var ErrWrongCount = errors.New("the answer has not one entry for each key")

var ErrClosed = errors.New("the batcher is closed")

// BatcherOptions says how a batcher is made. A field that is zero takes its default.
type BatcherOptions struct {
	MaxBatch   int
	MaxDelayMs int64
	// LoadMany returns one entry for each key, in their order; nil where there is no such key.
	LoadMany func(keys []string) ([]any, error)
	Schedule func(delayMs int64, callback func()) (cancel func())
}

type Batcher struct {
	// TODO: whatever the batcher must remember between calls.
}

func NewBatcher(options BatcherOptions) *Batcher {
	// TODO: keep the options, with their defaults.
	return &Batcher{}
}

// Load waits in a batch and returns the entry of the key.
func (b *Batcher) Load(key string) (any, error) {
	panic("Load is yours to write")
}

// Flush sends at once what waits.
func (b *Batcher) Flush() {
	panic("Flush is yours to write")
}

// Close sends at once what waits, and takes no more keys.
func (b *Batcher) Close() {
	panic("Close is yours to write")
}

// Waiting returns how many different keys wait now.
func (b *Batcher) Waiting() int {
	panic("Waiting is yours to write")
}
