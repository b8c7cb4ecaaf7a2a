// Package sync stands for the standard library's in a program whose calls are interleaved: whoever waits
// hands its turn on.
package sync

import (
	real "sync"

	"compendium/driver/turns"
)

type (
	Locker = real.Locker
	Pool   = real.Pool
)

type Mutex struct {
	monitor turns.Monitor
	locked  bool
}

func (l *Mutex) Lock() { l.monitor.Enter(l.take) }

func (l *Mutex) TryLock() bool { return l.monitor.Try(l.take) }

func (l *Mutex) take() bool {
	if l.locked {
		return false
	}
	l.locked = true
	return true
}

func (l *Mutex) Unlock() {
	l.monitor.Change(func() {
		if !l.locked {
			panic("sync: unlock of unlocked mutex")
		}
		l.locked = false
	})
}

// An RWMutex lets no more readers in once a writer waits, as the standard library's does.
type RWMutex struct {
	monitor turns.Monitor
	writing bool
	readers int
	// pending are writers that wait.
	pending int
}

func (l *RWMutex) Lock() {
	waits := false
	l.monitor.Enter(func() bool {
		if waits {
			l.pending--
		}
		waits = !l.take()
		if waits {
			l.pending++
		}
		return !waits
	})
}

func (l *RWMutex) TryLock() bool { return l.monitor.Try(l.take) }

func (l *RWMutex) take() bool {
	if l.writing || l.readers > 0 {
		return false
	}
	l.writing = true
	return true
}

func (l *RWMutex) Unlock() {
	l.monitor.Change(func() {
		if !l.writing {
			panic("sync: Unlock of unlocked RWMutex")
		}
		l.writing = false
	})
}

func (l *RWMutex) RLock() { l.monitor.Enter(l.share) }

func (l *RWMutex) TryRLock() bool { return l.monitor.Try(l.share) }

func (l *RWMutex) share() bool {
	if l.writing || l.pending > 0 {
		return false
	}
	l.readers++
	return true
}

func (l *RWMutex) RUnlock() {
	l.monitor.Change(func() {
		if l.readers == 0 {
			panic("sync: RUnlock of unlocked RWMutex")
		}
		l.readers--
	})
}

func (l *RWMutex) RLocker() Locker { return reader{l} }

type reader struct{ lock *RWMutex }

func (r reader) Lock()   { r.lock.RLock() }
func (r reader) Unlock() { r.lock.RUnlock() }

type Cond struct {
	L       Locker
	monitor turns.Monitor
	waiting []*bool
}

func NewCond(l Locker) *Cond { return &Cond{L: l} }

func (c *Cond) Wait() {
	isMine := new(bool)
	c.monitor.Change(func() { c.waiting = append(c.waiting, isMine) })
	c.L.Unlock()
	c.monitor.Enter(func() bool { return *isMine })
	c.L.Lock()
}

func (c *Cond) Signal() { c.wake(1) }

func (c *Cond) Broadcast() { c.wake(-1) }

func (c *Cond) wake(most int) {
	c.monitor.Change(func() {
		if most < 0 || most > len(c.waiting) {
			most = len(c.waiting)
		}
		for _, one := range c.waiting[:most] {
			*one = true
		}
		c.waiting = c.waiting[most:]
	})
}

type WaitGroup struct {
	monitor turns.Monitor
	count   int
}

func (g *WaitGroup) Add(delta int) {
	g.monitor.Change(func() {
		if g.count += delta; g.count < 0 {
			panic("sync: negative WaitGroup counter")
		}
	})
}

func (g *WaitGroup) Done() { g.Add(-1) }

func (g *WaitGroup) Wait() { g.monitor.Enter(func() bool { return g.count == 0 }) }

func (g *WaitGroup) Go(f func()) {
	g.Add(1)
	go func() {
		defer g.Done()
		f()
	}()
}
