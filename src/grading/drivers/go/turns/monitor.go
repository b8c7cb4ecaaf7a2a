package turns

import "sync"

// A Monitor lets goroutines wait for a condition: while calls are side by side they hand their turn on, else
// they wait as goroutines do. Its zero value is ready for use.
type Monitor struct {
	waiting []*waiter
}

// A waiter is a task of some turns, or else a goroutine at its door.
type waiter struct {
	turns *Turns
	task  *task
	woken bool
	door  chan struct{}
}

// guard is held for all monitors: nobody holds it for longer than a condition takes.
var guard sync.Mutex

// Enter waits until `take` gives true, which may change what the monitor guards.
func (m *Monitor) Enter(take func() bool) {
	Yield()
	for {
		one := newWaiter()
		guard.Lock()
		if take() {
			guard.Unlock()
			return
		}
		m.waiting = append(m.waiting, one)
		guard.Unlock()
		one.wait()
	}
}

// Try takes what there is to take.
func (m *Monitor) Try(take func() bool) bool {
	Yield()
	guard.Lock()
	defer guard.Unlock()
	return take()
}

// Change does something that others may wait for. They look again.
func (m *Monitor) Change(do func()) {
	guard.Lock()
	defer guard.Unlock()
	do()
	for _, one := range m.waiting {
		one.wake()
	}
	m.waiting = nil
}

// newWaiter has the turn, unless calls are in turn.
func newWaiter() *waiter {
	if on {
		t := current
		if mine := t.arrive(); mine != nil {
			return &waiter{turns: t, task: mine}
		}
	}
	return &waiter{door: make(chan struct{})}
}

func (w *waiter) wait() {
	if w.task == nil {
		<-w.door
		return
	}
	w.turns.lock.Lock()
	if w.woken || w.turns.over {
		w.turns.lock.Unlock()
		return
	}
	w.turns.steps++
	w.turns.pass(w.task, waiting)
}

func (w *waiter) wake() {
	if w.task == nil {
		close(w.door)
		return
	}
	w.turns.lock.Lock()
	defer w.turns.lock.Unlock()
	w.woken = true
	if w.task.state == waiting {
		w.task.state = ready
	}
}
