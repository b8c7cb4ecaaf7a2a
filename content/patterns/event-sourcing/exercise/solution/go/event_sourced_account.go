// Package eventsourcedaccount holds an account whose state is nothing but the sum of its events.
package eventsourcedaccount

import (
	"errors"
	"sync"
	"time"
)

// ErrVersionConflict tells that the command was decided on another version than the account has.
var ErrVersionConflict = errors.New("the account has another version")

// ErrCommandRejected tells that the rules forbid the command.
var ErrCommandRejected = errors.New("the rules forbid it")

// ErrEventGap tells that events before these are missing.
var ErrEventGap = errors.New("a version is missing")

// Event has a version, a time, and what happened: deposited or withdrawn with cents, closed, or something unknown.
type Event = map[string]int64

// EventSourcedAccountOptions says how an account is made.
type EventSourcedAccountOptions struct {
	OverdraftCents int64
	// SnapshotEvery is 10 if it is left at zero.
	SnapshotEvery int64
	Clock         func() int64
}

type state struct {
	version int64
	balance int64
	closed  bool
}

// history is all that an account is. It is replaced as a whole, and its events are never changed.
type history struct {
	state    state
	events   []Event
	snapshot *state
}

// EventSourcedAccount is safe for use by several goroutines at once.
type EventSourcedAccount struct {
	overdraft     int64
	snapshotEvery int64
	clock         func() int64
	mu            sync.Mutex
	history       history
}

// NewEventSourcedAccount returns an account without events.
func NewEventSourcedAccount(options EventSourcedAccountOptions) *EventSourcedAccount {
	if options.SnapshotEvery == 0 {
		options.SnapshotEvery = 10
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &EventSourcedAccount{
		overdraft:     options.OverdraftCents,
		snapshotEvery: options.SnapshotEvery,
		clock:         options.Clock,
	}
}

// Deposit records a deposit and returns the version after it.
func (a *EventSourcedAccount) Deposit(cents int64, expectedVersion *int64) (int64, error) {
	return a.command(expectedVersion, func(now state) ([]Event, bool) {
		return []Event{{"deposited": cents}}, cents > 0
	})
}

// Withdraw records a withdrawal and returns the version after it.
func (a *EventSourcedAccount) Withdraw(cents int64, expectedVersion *int64) (int64, error) {
	return a.command(expectedVersion, func(now state) ([]Event, bool) {
		return []Event{{"withdrawn": cents}}, cents > 0 && now.balance-cents >= -a.overdraft
	})
}

// Close pays out what is left, closes the account, and returns the version after that.
func (a *EventSourcedAccount) Close(expectedVersion *int64) (int64, error) {
	return a.command(expectedVersion, func(now state) ([]Event, bool) {
		if now.balance > 0 {
			return []Event{{"withdrawn": now.balance}, {"closed": 1}}, true
		}
		return []Event{{"closed": 1}}, now.balance == 0
	})
}

// Balance returns the balance in cents.
func (a *EventSourcedAccount) Balance() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.history.state.balance
}

// Version returns the version of the latest event.
func (a *EventSourcedAccount) Version() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.history.state.version
}

// Events returns copies of the events after that version.
func (a *EventSourcedAccount) Events(after int64) []Event {
	a.mu.Lock()
	defer a.mu.Unlock()
	found := []Event{}
	for _, event := range a.history.events {
		if event["version"] > after {
			found = append(found, present(event))
		}
	}
	return found
}

// Snapshot returns version, balance and closed of the latest snapshot; nil when there is none.
func (a *EventSourcedAccount) Snapshot() map[string]int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	taken := a.history.snapshot
	if taken == nil {
		return nil
	}
	told := map[string]int64{"version": taken.version, "balance": taken.balance, "closed": 0}
	if taken.closed {
		told["closed"] = 1
	}
	return told
}

// Replay takes in those events that are new, and returns the version after that.
func (a *EventSourcedAccount) Replay(events []Event) (int64, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.takeIn(a.history, events)
}

// Restore begins anew from the snapshot, if it is not nil, and takes in the events.
func (a *EventSourcedAccount) Restore(snapshot map[string]int64, events []Event) (int64, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if snapshot == nil {
		return a.takeIn(history{}, events)
	}
	from := state{snapshot["version"], snapshot["balance"], snapshot["closed"] == 1}
	return a.takeIn(history{state: from, snapshot: &from}, events)
}

// command records what decide makes of the state, unless that is not the one that the caller has seen.
func (a *EventSourcedAccount) command(expected *int64, decide func(state) ([]Event, bool)) (int64, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.history.state
	if expected != nil && *expected != now.version {
		return 0, ErrVersionConflict
	}
	events, allowed := decide(now)
	if now.closed || !allowed {
		return 0, ErrCommandRejected
	}
	time := a.clock()
	for index, event := range events {
		event["version"] = now.version + 1 + int64(index)
		event["time"] = time
	}
	return a.takeIn(a.history, events)
}

// takeIn is the one way in which an account changes. Nothing is assigned before all went well.
func (a *EventSourcedAccount) takeIn(from history, events []Event) (int64, error) {
	next := history{from.state, append([]Event{}, from.events...), from.snapshot}
	for _, event := range events {
		if event["version"] <= next.state.version {
			continue
		}
		if event["version"] > next.state.version+1 {
			return 0, ErrEventGap
		}
		event = present(event)
		next.events = append(next.events, event)
		next.state = next.state.after(event)
		if next.state.version%a.snapshotEvery == 0 {
			taken := next.state
			next.snapshot = &taken
		}
	}
	a.history = next
	return next.state.version, nil
}

// after returns the state after an event. Events are facts: nothing is checked here.
func (s state) after(event Event) state {
	_, closes := event["closed"]
	return state{
		version: event["version"],
		balance: s.balance + event["deposited"] - event["withdrawn"],
		closed:  s.closed || closes,
	}
}

// present returns a copy in the present form: the first version of the program counted in euros, under other names.
func present(event Event) Event {
	made := Event{}
	for name, value := range event {
		switch name {
		case "credited":
			made["deposited"] = value * 100
		case "debited":
			made["withdrawn"] = value * 100
		default:
			made[name] = value
		}
	}
	return made
}
