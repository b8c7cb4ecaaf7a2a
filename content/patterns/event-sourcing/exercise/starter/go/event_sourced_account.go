// {{contract}}

package eventsourcedaccount

import "errors"

// ErrVersionConflict tells that the command was decided on another version than the account has.
var ErrVersionConflict = errors.New("the account has another version")

// ErrCommandRejected tells that the rules forbid the command.
var ErrCommandRejected = errors.New("the rules forbid it")

// ErrEventGap tells that events before these are missing.
var ErrEventGap = errors.New("a version is missing")

// Event has a version, a time, and what happened: deposited or withdrawn with cents, closed, or something unknown.
type Event = map[string]int64

// EventSourcedAccountOptions says how an account is made. SnapshotEvery is 10 if it is left at zero.
type EventSourcedAccountOptions struct {
	OverdraftCents int64
	SnapshotEvery  int64
	Clock          func() int64
}

type EventSourcedAccount struct {
	clock func() int64
	// TODO: whatever the account must remember between calls.
}

func NewEventSourcedAccount(options EventSourcedAccountOptions) *EventSourcedAccount {
	// TODO: keep the options, with their defaults.
	return &EventSourcedAccount{clock: options.Clock}
}

// Deposit records an event and returns the version, or ErrVersionConflict or ErrCommandRejected.
func (a *EventSourcedAccount) Deposit(cents int64, expectedVersion *int64) (int64, error) {
	panic("Deposit is yours to write")
}

// Withdraw records an event and returns the version, or ErrVersionConflict or ErrCommandRejected.
func (a *EventSourcedAccount) Withdraw(cents int64, expectedVersion *int64) (int64, error) {
	panic("Withdraw is yours to write")
}

// Close records one event or two and returns the version, or one of the two errors.
func (a *EventSourcedAccount) Close(expectedVersion *int64) (int64, error) {
	panic("Close is yours to write")
}

// Balance returns the balance in cents.
func (a *EventSourcedAccount) Balance() int64 {
	panic("Balance is yours to write")
}

// Version returns the version of the latest event.
func (a *EventSourcedAccount) Version() int64 {
	panic("Version is yours to write")
}

// Events returns the events with a version above after.
func (a *EventSourcedAccount) Events(after int64) []Event {
	panic("Events is yours to write")
}

// Snapshot returns version, balance and closed of the latest snapshot; nil when there is none.
func (a *EventSourcedAccount) Snapshot() map[string]int64 {
	panic("Snapshot is yours to write")
}

// Replay takes in those events that are new and returns the version, or ErrEventGap.
func (a *EventSourcedAccount) Replay(events []Event) (int64, error) {
	panic("Replay is yours to write")
}

// Restore begins anew from the snapshot, if it is not nil, and takes in the events; or returns ErrEventGap.
func (a *EventSourcedAccount) Restore(snapshot map[string]int64, events []Event) (int64, error) {
	panic("Restore is yours to write")
}
