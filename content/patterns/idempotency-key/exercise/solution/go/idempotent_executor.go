// Package idempotentexecutor runs each idempotency key to one outcome, and answers copies with it.
package idempotentexecutor

import (
	"errors"
	"sync"
	"time"
)

// ErrKeyConflict says that the key belongs to another request.
var ErrKeyConflict = errors.New("the key belongs to another request")

// ErrDeclined is returned by an operation, as it is or wrapped, whose request was decided, and declined.
var ErrDeclined = errors.New("the request was declined")

// IdempotentExecutorOptions says how an executor is made. A field that is zero takes its default.
type IdempotentExecutorOptions struct {
	TtlMs int64
	Clock func() int64
}

type outcome struct {
	request  string
	value    any
	err      error
	storedMs int64
}

// IdempotentExecutor is safe for use by several goroutines at once.
type IdempotentExecutor struct {
	ttlMs int64
	clock func() int64

	mu       sync.Mutex
	changed  *sync.Cond
	outcomes map[string]outcome
	// stored holds the keys of outcomes, the one stored first in front: it expires first.
	stored []string
	// running holds keys whose operation is at work. A copy that comes meanwhile waits for its outcome.
	running map[string]bool
}

// NewIdempotentExecutor returns an executor that remembers nothing yet.
func NewIdempotentExecutor(options IdempotentExecutorOptions) *IdempotentExecutor {
	if options.TtlMs == 0 {
		options.TtlMs = 86400000
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	e := &IdempotentExecutor{
		ttlMs:    options.TtlMs,
		clock:    options.Clock,
		outcomes: map[string]outcome{},
		running:  map[string]bool{},
	}
	e.changed = sync.NewCond(&e.mu)
	return e
}

// Execute answers from the outcome that is stored under the key, or runs the operation and stores what comes of it.
func (e *IdempotentExecutor) Execute(key, request string, operation func() (any, error)) (any, error) {
	known, isKnown := e.begin(key)
	if isKnown {
		if known.request != request {
			return nil, ErrKeyConflict
		}
		return known.value, known.err
	}
	isDecided := false
	made := outcome{request: request}
	// Also when the operation panics, the key must not stay in use.
	defer func() { e.end(key, made, isDecided) }()
	made.value, made.err = operation()
	isDecided = made.err == nil || errors.Is(made.err, ErrDeclined)
	return made.value, made.err
}

// Size returns how many keys have an outcome that is remembered now.
func (e *IdempotentExecutor) Size() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.dropExpired()
	return len(e.outcomes)
}

// begin gives the outcome of the key, or marks it as running.
func (e *IdempotentExecutor) begin(key string) (outcome, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for e.running[key] {
		e.changed.Wait()
	}
	e.dropExpired()
	known, isKnown := e.outcomes[key]
	if !isKnown {
		e.running[key] = true
	}
	return known, isKnown
}

func (e *IdempotentExecutor) end(key string, made outcome, isDecided bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	delete(e.running, key)
	if isDecided {
		made.storedMs = e.clock()
		e.outcomes[key] = made
		e.stored = append(e.stored, key)
	}
	e.changed.Broadcast()
}

func (e *IdempotentExecutor) dropExpired() {
	limit := e.clock() - e.ttlMs
	for len(e.stored) > 0 && e.outcomes[e.stored[0]].storedMs <= limit {
		delete(e.outcomes, e.stored[0])
		e.stored = e.stored[1:]
	}
}
