// Package circuitbreaker holds a circuit breaker that counts consecutive failures.
package circuitbreaker

import (
	"errors"
	"sync"
	"time"
)

// ErrCircuitOpen says that the breaker rejected the call; the function was not called.
var ErrCircuitOpen = errors.New("the circuit is open")

// CircuitBreakerOptions are the limits of a breaker. A field that is zero takes its default.
type CircuitBreakerOptions struct {
	FailureThreshold int
	ResetTimeoutMs   int64
	HalfOpenMaxCalls int
	SuccessThreshold int
	Clock            func() int64
}

// CircuitBreaker stands between a caller and a dependency.
type CircuitBreaker struct {
	failureThreshold int
	resetTimeoutMs   int64
	halfOpenMaxCalls int
	successThreshold int
	clock            func() int64

	mutex       sync.Mutex
	state       string
	generation  int
	failures    int
	successes   int
	trials      int
	changedAtMs int64
}

// NewCircuitBreaker makes a breaker that is closed.
func NewCircuitBreaker(options CircuitBreakerOptions) *CircuitBreaker {
	b := &CircuitBreaker{
		failureThreshold: options.FailureThreshold,
		resetTimeoutMs:   options.ResetTimeoutMs,
		halfOpenMaxCalls: options.HalfOpenMaxCalls,
		successThreshold: options.SuccessThreshold,
		clock:            options.Clock,
	}
	if b.failureThreshold == 0 {
		b.failureThreshold = 5
	}
	if b.resetTimeoutMs == 0 {
		b.resetTimeoutMs = 30000
	}
	if b.halfOpenMaxCalls == 0 {
		b.halfOpenMaxCalls = 1
	}
	if b.successThreshold == 0 {
		b.successThreshold = 1
	}
	if b.clock == nil {
		b.clock = func() int64 { return time.Now().UnixMilli() }
	}
	b.enter("closed")
	return b
}

// State is "closed", "open" or "half_open".
func (b *CircuitBreaker) State() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.state
}

// Call runs fn if the breaker lets the call through.
func (b *CircuitBreaker) Call(fn func() (any, error)) (any, error) {
	b.mutex.Lock()
	generation, err := b.admit()
	b.mutex.Unlock()
	if err != nil {
		return nil, err
	}
	ended := false
	defer func() {
		// A panic of fn is a failure as well, and goes on its way.
		if !ended {
			b.settle(generation, false)
		}
	}()
	value, err := fn()
	ended = true
	b.settle(generation, err == nil)
	return value, err
}

func (b *CircuitBreaker) settle(generation int, succeeded bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if succeeded {
		b.onSuccess(generation)
	} else {
		b.onFailure(generation)
	}
}

// enter changes the state. Calls admitted before belong to an older generation from now on.
func (b *CircuitBreaker) enter(state string) {
	b.state = state
	b.generation++
	b.failures = 0
	b.successes = 0
	b.trials = 0
	b.changedAtMs = b.clock()
}

// admit lets the call through and returns its generation, or rejects it.
func (b *CircuitBreaker) admit() (int, error) {
	if b.state == "open" {
		if b.clock()-b.changedAtMs < b.resetTimeoutMs {
			return 0, ErrCircuitOpen
		}
		b.enter("half_open")
	}
	if b.state == "half_open" {
		if b.trials >= b.halfOpenMaxCalls {
			return 0, ErrCircuitOpen
		}
		b.trials++
	}
	return b.generation, nil
}

func (b *CircuitBreaker) onFailure(generation int) {
	if generation != b.generation {
		return
	}
	b.failures++
	if b.state == "half_open" || b.failures >= b.failureThreshold {
		b.enter("open")
	}
}

func (b *CircuitBreaker) onSuccess(generation int) {
	if generation != b.generation {
		return
	}
	if b.state == "half_open" {
		b.trials--
		b.successes++
		if b.successes >= b.successThreshold {
			b.enter("closed")
		}
	} else {
		b.failures = 0
	}
}
