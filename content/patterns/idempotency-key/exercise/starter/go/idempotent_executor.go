// {{contract}}

package idempotentexecutor

import "errors"

// ErrKeyConflict says that the key belongs to another request.
var ErrKeyConflict = errors.New("the key belongs to another request")

// ErrDeclined is returned by an operation whose request was decided, and declined.
var ErrDeclined = errors.New("the request was declined")

// IdempotentExecutorOptions says how an executor is made. A field that is zero takes its default.
type IdempotentExecutorOptions struct {
	TtlMs int64
	Clock func() int64
}

type IdempotentExecutor struct {
	clock func() int64
	// TODO: whatever must be remembered of each key.
}

func NewIdempotentExecutor(options IdempotentExecutorOptions) *IdempotentExecutor {
	// TODO: keep the options, with their defaults.
	return &IdempotentExecutor{clock: options.Clock}
}

// Execute answers from the stored outcome, or runs the operation and stores what comes of it.
func (e *IdempotentExecutor) Execute(key, request string, operation func() (any, error)) (any, error) {
	panic("Execute is yours to write")
}

// Size returns how many keys have an outcome that is remembered now.
func (e *IdempotentExecutor) Size() int {
	panic("Size is yours to write")
}
