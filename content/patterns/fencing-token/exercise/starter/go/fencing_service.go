// {{contract}}

package fencingservice

import "errors"

// ErrStaleToken tells that the store has served a later holder already.
var ErrStaleToken = errors.New("the token is older than one that was seen")

// FencingServiceOptions says how a service is made.
type FencingServiceOptions struct {
	TtlMs int64
	Clock func() int64
}

type FencingService struct {
	ttlMs int64
	clock func() int64
	// TODO: whatever the two sides must remember between calls.
}

func NewFencingService(options FencingServiceOptions) *FencingService {
	return &FencingService{ttlMs: options.TtlMs, clock: options.Clock}
}

// Acquire returns a token higher than any before for this lock; false while somebody holds it.
func (s *FencingService) Acquire(lock string) (int64, bool) {
	panic("Acquire is yours to write")
}

// Renew lets the lease last from now on if this token holds the lock, and returns whether it does.
func (s *FencingService) Renew(lock string, token int64) bool {
	panic("Renew is yours to write")
}

// Release frees the lock if this token holds it, and returns whether it did.
func (s *FencingService) Release(lock string, token int64) bool {
	panic("Release is yours to write")
}

// Holds returns whether this token holds the lock now.
func (s *FencingService) Holds(lock string, token int64) bool {
	panic("Holds is yours to write")
}

// Write stores the value, or returns ErrStaleToken.
func (s *FencingService) Write(key, value string, token int64) error {
	panic("Write is yours to write")
}

// Read returns the value and whether there is one, or ErrStaleToken.
func (s *FencingService) Read(key string, token int64) (string, bool, error) {
	panic("Read is yours to write")
}

// Remove takes the value away, or returns ErrStaleToken.
func (s *FencingService) Remove(key string, token int64) error {
	panic("Remove is yours to write")
}

// Peek returns the value and whether there is one.
func (s *FencingService) Peek(key string) (string, bool) {
	panic("Peek is yours to write")
}
