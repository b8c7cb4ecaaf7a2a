// {{contract}}
package circuitbreaker

import "errors"

// ErrCircuitOpen says that the breaker rejected the call; the function was not called.
var ErrCircuitOpen = errors.New("the circuit is open")

type CircuitBreakerOptions struct {
	FailureThreshold int
	ResetTimeoutMs   int64
	HalfOpenMaxCalls int
	SuccessThreshold int
	Clock            func() int64
}

type CircuitBreaker struct {
	clock func() int64
	// TODO: the options, and whatever the breaker must remember between calls.
}

func NewCircuitBreaker(options CircuitBreakerOptions) *CircuitBreaker {
	// TODO: keep the options. A field that is zero takes its default.
	return &CircuitBreaker{clock: options.Clock}
}

func (b *CircuitBreaker) State() string {
	// TODO: "closed", "open" or "half_open".
	return "closed"
}

func (b *CircuitBreaker) Call(fn func() (any, error)) (any, error) {
	// TODO: decide whether the call may go through, run fn, and take note of how it ended.
	panic("Call is yours to write")
}
