// Package lwwregister holds a value that every replica may overwrite; when replicas meet, the later write stays.
package lwwregister

import (
	"sync"
	"time"
)

// LwwRegisterOptions says how a register is made.
type LwwRegisterOptions struct {
	Replica string
	Clock   func() int64
}

// write is never changed once it is made, so that replicas may share it. A stamp of 0 stands for no write at all.
type write struct {
	stamp     int64
	replica   string
	value     string
	isCleared bool
}

// LwwRegister is safe for use by several goroutines at once.
type LwwRegister struct {
	replica string
	clock   func() int64
	mu      sync.Mutex
	// It has the largest stamp that was ever seen here.
	latest write
}

// NewLwwRegister returns a register that nobody has written.
func NewLwwRegister(options LwwRegisterOptions) *LwwRegister {
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &LwwRegister{replica: options.Replica, clock: options.Clock}
}

// Set writes the value, and returns the stamp of the write.
func (r *LwwRegister) Set(value string) int64 {
	return r.write(write{value: value})
}

// Clear takes the value away, and returns the stamp of this write.
func (r *LwwRegister) Clear() int64 {
	return r.write(write{isCleared: true})
}

// Get returns the value of the latest write; false when there is none.
func (r *LwwRegister) Get() (string, bool) {
	latest := r.snapshot()
	return latest.value, latest.stamp != 0 && !latest.isCleared
}

// WrittenAt returns the stamp of the latest write; false before the first.
func (r *LwwRegister) WrittenAt() (int64, bool) {
	latest := r.snapshot()
	return latest.stamp, latest.stamp != 0
}

// WrittenBy returns the replica of the latest write; false before the first.
func (r *LwwRegister) WrittenBy() (string, bool) {
	latest := r.snapshot()
	return latest.replica, latest.stamp != 0
}

// Merge takes in what the other replica knows at this moment.
func (r *LwwRegister) Merge(other *LwwRegister) {
	// Never both locks at once: two replicas may merge each other at the same time.
	theirs := other.snapshot()
	r.mu.Lock()
	defer r.mu.Unlock()
	if theirs.isAfter(r.latest) {
		r.latest = theirs
	}
}

func (r *LwwRegister) write(made write) int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	made.replica = r.replica
	made.stamp = r.clock()
	if made.stamp <= r.latest.stamp {
		made.stamp = r.latest.stamp + 1
	}
	r.latest = made
	return made.stamp
}

func (r *LwwRegister) snapshot() write {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.latest
}

// isAfter compares by the stamp first and then by the replica: no two writes are equal in both.
func (w write) isAfter(other write) bool {
	if w.stamp == other.stamp {
		return w.replica > other.replica
	}
	return w.stamp > other.stamp
}
