// {{contract}}

package outbox

import "errors"

var ErrMessageRejected = errors.New("the message was rejected")

// TransactionalOutboxOptions says how an outbox is made. A number that is zero takes its default.
type TransactionalOutboxOptions struct {
	MaxAttempts int
	Publish     func(id, payload string) error
}

type TransactionalOutbox struct {
	options TransactionalOutboxOptions
}

func NewTransactionalOutbox(options TransactionalOutboxOptions) *TransactionalOutbox {
	// TODO: give the number its default.
	return &TransactionalOutbox{options: options}
}

// Update computes the new values, then writes them and their events in one step, and returns the ids.
func (o *TransactionalOutbox) Update(keys []string, compute func(key, value string) (string, error)) ([]string, error) {
	panic("Update is yours to write")
}

// Get returns the committed value, or "".
func (o *TransactionalOutbox) Get(key string) string {
	panic("Get is yours to write")
}

// Poll publishes what is due, with at most that many calls, and returns how many events were published.
func (o *TransactionalOutbox) Poll(batch int) int {
	panic("Poll is yours to write")
}

// Pending returns the ids that are neither published nor parked.
func (o *TransactionalOutbox) Pending() []string {
	panic("Pending is yours to write")
}

// Parked returns the ids that are parked.
func (o *TransactionalOutbox) Parked() []string {
	panic("Parked is yours to write")
}

// Release makes a parked event pending again.
func (o *TransactionalOutbox) Release(id string) bool {
	panic("Release is yours to write")
}
