// Package outbox holds a store that writes state and events in one step, and the relay that publishes the
// events.
package outbox

import (
	"container/list"
	"errors"
	"sort"
	"strconv"
	"sync"
)

// ErrMessageRejected says that the broker will never take this event.
var ErrMessageRejected = errors.New("the message was rejected")

// TransactionalOutboxOptions says how an outbox is made. A number that is zero takes its default.
type TransactionalOutboxOptions struct {
	MaxAttempts int
	Publish     func(id, payload string) error
}

type event struct {
	position int
	id       string
	key      string
	payload  string
	failures int
	parked   bool
	sent     bool
}

// TransactionalOutbox is safe for use by several goroutines at once. Its lock is held for updates and marks,
// not while the broker is called.
type TransactionalOutbox struct {
	maxAttempts int
	publish     func(id, payload string) error
	polling     sync.Mutex
	mu          sync.Mutex
	state       map[string]string
	numbers     map[string]int
	committed   int
	// In the order of commits: a list, from whose middle an event goes as cheaply as from its front.
	pending *list.List
	parked  map[string]*event
}

// NewTransactionalOutbox returns an empty store.
func NewTransactionalOutbox(options TransactionalOutboxOptions) *TransactionalOutbox {
	if options.MaxAttempts == 0 {
		options.MaxAttempts = 5
	}
	return &TransactionalOutbox{
		maxAttempts: options.MaxAttempts,
		publish:     options.Publish,
		state:       map[string]string{},
		numbers:     map[string]int{},
		pending:     list.New(),
		parked:      map[string]*event{},
	}
}

// Update is one transaction: it writes what compute gives, and an event for each key.
func (o *TransactionalOutbox) Update(keys []string, compute func(key, value string) (string, error)) ([]string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	values := map[string]string{}
	payloads := make([]string, 0, len(keys))
	for _, key := range keys {
		value, seen := values[key]
		if !seen {
			value = o.state[key]
		}
		value, err := compute(key, value)
		if err != nil {
			return nil, err
		}
		values[key] = value
		payloads = append(payloads, value)
	}
	// Nothing below this line can fail.
	for key, value := range values {
		o.state[key] = value
	}
	ids := make([]string, 0, len(keys))
	for i, key := range keys {
		ids = append(ids, o.add(key, payloads[i]))
	}
	return ids, nil
}

// Get returns the committed value of a key.
func (o *TransactionalOutbox) Get(key string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state[key]
}

// Poll publishes what is due, with at most that many calls, and returns how many events were published.
func (o *TransactionalOutbox) Poll(batch int) int {
	o.polling.Lock()
	defer o.polling.Unlock()
	heldBack := map[string]bool{}
	calls, published := 0, 0
	for place := o.first(); place != nil && calls < batch; {
		here, e := place, place.Value.(*event)
		place = o.after(here)
		if heldBack[e.key] {
			continue
		}
		calls++
		o.mark(here, o.publish(e.id, e.payload))
		if e.sent {
			published++
		} else if !e.parked {
			heldBack[e.key] = true
		}
	}
	return published
}

// Pending returns the ids of the events that are neither published nor parked.
func (o *TransactionalOutbox) Pending() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	ids := []string{}
	for place := o.pending.Front(); place != nil; place = place.Next() {
		ids = append(ids, place.Value.(*event).id)
	}
	return ids
}

// Parked returns the ids of the events that are parked.
func (o *TransactionalOutbox) Parked() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	ids := []string{}
	for id := range o.parked {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool { return o.parked[ids[i]].position < o.parked[ids[j]].position })
	return ids
}

// Release makes a parked event pending again.
func (o *TransactionalOutbox) Release(id string) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	e, isParked := o.parked[id]
	if !isParked {
		return false
	}
	delete(o.parked, id)
	e.parked, e.failures = false, 0
	o.putBack(e)
	return true
}

func (o *TransactionalOutbox) add(key, payload string) string {
	o.numbers[key]++
	o.committed++
	id := key + "#" + strconv.Itoa(o.numbers[key])
	o.pending.PushBack(&event{position: o.committed, id: id, key: key, payload: payload})
	return id
}

// putBack puts the event to its old place.
func (o *TransactionalOutbox) putBack(e *event) {
	for place := o.pending.Front(); place != nil; place = place.Next() {
		if place.Value.(*event).position > e.position {
			o.pending.InsertBefore(e, place)
			return
		}
	}
	o.pending.PushBack(e)
}

func (o *TransactionalOutbox) first() *list.Element {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.pending.Front()
}

func (o *TransactionalOutbox) after(place *list.Element) *list.Element {
	o.mu.Lock()
	defer o.mu.Unlock()
	return place.Next()
}

// mark notes what came of publishing the event at this place.
func (o *TransactionalOutbox) mark(place *list.Element, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	e := place.Value.(*event)
	e.sent = err == nil
	if err != nil {
		e.failures++
		e.parked = errors.Is(err, ErrMessageRejected) || e.failures >= o.maxAttempts
	}
	if e.parked {
		o.parked[e.id] = e
	}
	if e.sent || e.parked {
		o.pending.Remove(place)
	}
}
