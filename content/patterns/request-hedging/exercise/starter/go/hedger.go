// {{contract}}

package hedger

import "errors"

// ErrPermanent is returned by send, as it is or wrapped, when no other attempt will do better.
var ErrPermanent = errors.New("no other attempt will do better")

// HedgerOptions says how a hedger is made. A field that is zero takes its default.
type HedgerOptions struct {
	MaxAttempts   int
	HedgeDelayMs  int64
	BudgetPercent int
	BudgetCap     int
	Schedule      func(delayMs int64, callback func()) (cancel func())
}

type Hedger struct {
	// TODO: whatever the hedger must remember between calls.
}

func NewHedger(options HedgerOptions) *Hedger {
	// TODO: keep the options, with their defaults.
	return &Hedger{}
}

// Call returns what the first of send(1), send(2), ... returns that succeeds, and cancels those in flight.
func (h *Hedger) Call(send func(attempt int) (any, error), cancel func(attempt int)) (any, error) {
	panic("Call is yours to write")
}

// HedgesLeft returns how many whole hedges the budget holds now.
func (h *Hedger) HedgesLeft() int {
	panic("HedgesLeft is yours to write")
}
