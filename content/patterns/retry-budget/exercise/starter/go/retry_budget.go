// {{contract}}

package retrybudget

// RetryBudgetOptions says how a budget is made. A field that is zero takes its default.
type RetryBudgetOptions struct {
	RetryPercent        int64
	MinRetriesPerSecond int64
	WindowSeconds       int64
	Clock               func() int64
}

type RetryBudget struct {
	clock func() int64
	// TODO: whatever the budget must remember between calls.
}

func NewRetryBudget(options RetryBudgetOptions) *RetryBudget {
	// TODO: keep the options, with their defaults.
	return &RetryBudget{clock: options.Clock}
}

// RecordRequest adds the share of a request, which is not a retry.
func (b *RetryBudget) RecordRequest() {
	panic("RecordRequest is yours to write")
}

// TryRetry takes a retry out and returns true if there is one; else it returns false.
func (b *RetryBudget) TryRetry() bool {
	panic("TryRetry is yours to write")
}

// Balance returns how many retries are allowed now.
func (b *RetryBudget) Balance() int64 {
	panic("Balance is yours to write")
}
