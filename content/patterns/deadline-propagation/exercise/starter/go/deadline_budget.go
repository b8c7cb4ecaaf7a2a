// {{contract}}

package deadlinebudget

import "errors"

// ErrInvalidTimeout says that a header is no grpc-timeout.
var ErrInvalidTimeout = errors.New("the header is no timeout")

// ErrDeadlineExceeded says that no time is left for a call.
var ErrDeadlineExceeded = errors.New("no time is left for a call")

// DeadlineBudgetOptions says how a budget is made. A field that is zero takes its default.
type DeadlineBudgetOptions struct {
	TimeoutMs int64
	ReserveMs int64
	Clock     func() int64
}

type DeadlineBudget struct {
	clock func() int64
	// TODO: whatever the budget must remember between calls.
}

func NewDeadlineBudget(options DeadlineBudgetOptions) *DeadlineBudget {
	// TODO: keep the options, with their defaults.
	return &DeadlineBudget{clock: options.Clock}
}

// Receive brings the deadline nearer, and returns the milliseconds that are left; or ErrInvalidTimeout.
func (b *DeadlineBudget) Receive(header string) (int64, error) {
	panic("Receive is yours to write")
}

// RemainingMs returns the milliseconds until the deadline, never less than 0.
func (b *DeadlineBudget) RemainingMs() int64 {
	panic("RemainingMs is yours to write")
}

// IsExpired tells whether the deadline is reached.
func (b *DeadlineBudget) IsExpired() bool {
	panic("IsExpired is yours to write")
}

// ChildTimeoutMs returns how long a call may take; ErrDeadlineExceeded when there is no time for one.
func (b *DeadlineBudget) ChildTimeoutMs(wantedMs int64) (int64, error) {
	panic("ChildTimeoutMs is yours to write")
}

// ChildHeader returns the same as a grpc-timeout.
func (b *DeadlineBudget) ChildHeader(wantedMs int64) (string, error) {
	panic("ChildHeader is yours to write")
}
