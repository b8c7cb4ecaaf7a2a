// Package fencingservice holds a lock service that grants leases with growing tokens, and a store that refuses the older ones.
package fencingservice

import (
	"errors"
	"sync"
	"time"
)

// ErrStaleToken tells that the store has served a later holder already.
var ErrStaleToken = errors.New("the token is older than one that was seen")

// FencingServiceOptions says how a service is made.
type FencingServiceOptions struct {
	TtlMs int64
	Clock func() int64
}

// lease is the last one of a lock. The lock is free once it is over; its token is never forgotten.
type lease struct {
	token  int64
	endMs  int64
	isOver bool
}

// entry is what the store knows of a key. It stays when the value goes, for the sake of the token.
type entry struct {
	value    string
	hasValue bool
	highest  int64
}

// FencingService is safe for use by several goroutines at once.
type FencingService struct {
	ttlMs   int64
	clock   func() int64
	mu      sync.Mutex
	leases  map[string]lease
	entries map[string]entry
}

// NewFencingService returns a service with all locks free and an empty store.
func NewFencingService(options FencingServiceOptions) *FencingService {
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &FencingService{
		ttlMs:   options.TtlMs,
		clock:   options.Clock,
		leases:  map[string]lease{},
		entries: map[string]entry{},
	}
}

// Acquire returns the token of a new lease; false if somebody holds the lock.
func (s *FencingService) Acquire(lock string) (int64, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	last := s.leases[lock]
	if s.isLeased(last) {
		return 0, false
	}
	token := last.token + 1
	s.leases[lock] = lease{token: token, endMs: s.clock() + s.ttlMs}
	return token, true
}

// Renew lets the lease last from now on, and returns whether the token holds the lock.
func (s *FencingService) Renew(lock string, token int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.isHeldBy(lock, token) {
		return false
	}
	s.leases[lock] = lease{token: token, endMs: s.clock() + s.ttlMs}
	return true
}

// Release frees the lock, and returns whether the token held it.
func (s *FencingService) Release(lock string, token int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.isHeldBy(lock, token) {
		return false
	}
	s.leases[lock] = lease{token: token, isOver: true}
	return true
}

// Holds returns whether the token holds the lock now.
func (s *FencingService) Holds(lock string, token int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.isHeldBy(lock, token)
}

// Write stores the value.
func (s *FencingService) Write(key, value string, token int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.admit(key, token); err != nil {
		return err
	}
	s.entries[key] = entry{value: value, hasValue: true, highest: token}
	return nil
}

// Read returns the value and whether there is one, to a holder who is going to work with it.
func (s *FencingService) Read(key string, token int64) (string, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.admit(key, token); err != nil {
		return "", false, err
	}
	found := s.entries[key]
	return found.value, found.hasValue, nil
}

// Remove takes the value away.
func (s *FencingService) Remove(key string, token int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.admit(key, token); err != nil {
		return err
	}
	s.entries[key] = entry{highest: token}
	return nil
}

// Peek returns the value and whether there is one, to anybody.
func (s *FencingService) Peek(key string) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.entries[key]
	return found.value, found.hasValue
}

func (s *FencingService) isLeased(one lease) bool {
	return one.token > 0 && !one.isOver && s.clock() < one.endMs
}

func (s *FencingService) isHeldBy(lock string, token int64) bool {
	last := s.leases[lock]
	return last.token == token && s.isLeased(last)
}

// admit compares first: whoever is refused must leave no trace.
func (s *FencingService) admit(key string, token int64) error {
	found := s.entries[key]
	if token < found.highest {
		return ErrStaleToken
	}
	found.highest = token
	s.entries[key] = found
	return nil
}
