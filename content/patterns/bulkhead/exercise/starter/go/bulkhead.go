// {{contract}}

package bulkhead

import "errors"

var ErrBulkheadFull = errors.New("neither a place nor room in the line")

var ErrWaitTimeout = errors.New("no place in time")

// BulkheadOptions says how a bulkhead is made. A field that is zero takes its default.
type BulkheadOptions struct {
	MaxConcurrent int
	MaxWaiting    int
	MaxWaitMs     int64
	Schedule      func(delayMs int64, callback func()) (cancel func())
}

type Bulkhead struct {
	// TODO: whatever the bulkhead must remember between calls.
}

func NewBulkhead(options BulkheadOptions) *Bulkhead {
	// TODO: keep the options, with their defaults.
	return &Bulkhead{}
}

// Run runs the operation when there is a place, and returns what it returns.
func (b *Bulkhead) Run(operation func() (any, error)) (any, error) {
	panic("Run is yours to write")
}

// InFlight returns how many operations run now.
func (b *Bulkhead) InFlight() int {
	panic("InFlight is yours to write")
}

// Waiting returns how many calls wait in line now.
func (b *Bulkhead) Waiting() int {
	panic("Waiting is yours to write")
}
