// Package deadletterqueue holds a queue that retries, moves what cannot be handled to the dead letters, and
// brings it back when told to.
package deadletterqueue

import (
	"errors"
	"sort"
	"sync"
	"time"
)

// ErrPermanent is returned by Handle, as it is or wrapped, for a message that no further attempt can help.
var ErrPermanent = errors.New("no further attempt can help")

// DeadLetterQueueOptions says how a queue is made. A number that is zero takes its default.
type DeadLetterQueueOptions struct {
	MaxAttempts  int
	RetryDelayMs int64
	TtlMs        int64
	Clock        func() int64
	Handle       func(id, body string) error
	Park         func(id, reason string) error
	Unpark       func(id string) error
}

type message struct {
	id     string
	body   string
	sentMs int64
	// What follows starts anew with a redrive.
	sinceMs  int64
	attempts int
	failed   bool
	firstMs  int64
	lastMs   int64
	// reason says why it is to be parked; empty as long as it is to be handled.
	reason string
	dueMs  int64
	// entry is its place among those that fall due at the same time, or among the dead.
	entry int
}

func (m *message) before(other *message) bool {
	if m.dueMs != other.dueMs {
		return m.dueMs < other.dueMs
	}
	return m.entry < other.entry
}

func (m *message) begin(nowMs int64) {
	m.sinceMs, m.attempts, m.reason, m.failed = nowMs, 0, "", false
}

func (m *message) fail(nowMs int64) {
	if !m.failed {
		m.firstMs = nowMs
	}
	m.failed, m.lastMs = true, nowMs
	m.attempts++
}

// DeadLetterQueue is safe for use by several goroutines at once. Its books are not locked while a message is
// handled or parked.
type DeadLetterQueue struct {
	options DeadLetterQueueOptions
	// moving lets one poll or redrive run at a time, so that no message is taken from two sides.
	moving sync.Mutex
	mu     sync.Mutex
	// queue has all that are in the queue, also those that a poll has taken and not yet put back.
	queue map[string]*message
	// Each is in order by itself, because time runs forward and the delay is the same for all.
	fresh   []*message
	failed  []*message
	dead    map[string]*message
	entries int
}

// NewDeadLetterQueue returns an empty queue.
func NewDeadLetterQueue(options DeadLetterQueueOptions) *DeadLetterQueue {
	if options.MaxAttempts == 0 {
		options.MaxAttempts = 5
	}
	if options.RetryDelayMs == 0 {
		options.RetryDelayMs = 1000
	}
	if options.TtlMs == 0 {
		options.TtlMs = 3600000
	}
	if options.Clock == nil {
		options.Clock = func() int64 { return time.Now().UnixMilli() }
	}
	return &DeadLetterQueue{options: options, queue: map[string]*message{}, dead: map[string]*message{}}
}

// Send puts a message into the queue, unless one with this id is there or dead already.
func (q *DeadLetterQueue) Send(id, body string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.queue[id] != nil || q.dead[id] != nil {
		return false
	}
	now := q.options.Clock()
	m := &message{id: id, body: body, sentMs: now}
	m.begin(now)
	q.enter(m, now)
	q.fresh = append(q.fresh, m)
	return true
}

// Poll takes up to limit messages that are due and returns how many were handled.
func (q *DeadLetterQueue) Poll(limit int) int {
	q.moving.Lock()
	defer q.moving.Unlock()
	handled := 0
	for _, m := range q.due(limit) {
		if q.take(m) {
			handled++
		}
	}
	return handled
}

// Waiting returns the ids in the queue, in the order in which they fall due.
func (q *DeadLetterQueue) Waiting() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return idsInOrder(q.queue)
}

// DeadLetters returns the ids of the dead, in the order in which they were parked.
func (q *DeadLetterQueue) DeadLetters() []string {
	q.mu.Lock()
	defer q.mu.Unlock()
	return idsInOrder(q.dead)
}

// Letter returns what is known of a dead message, or nil.
func (q *DeadLetterQueue) Letter(id string) map[string]any {
	q.mu.Lock()
	defer q.mu.Unlock()
	m := q.dead[id]
	if m == nil {
		return nil
	}
	letter := map[string]any{"body": m.body, "reason": m.reason, "attempts": m.attempts, "sent": m.sentMs}
	if m.failed {
		letter["first"], letter["last"] = m.firstMs, m.lastMs
	}
	return letter
}

// Redrive brings a dead message back into the queue, or returns false when no dead message has this id.
func (q *DeadLetterQueue) Redrive(id string) (bool, error) {
	q.moving.Lock()
	defer q.moving.Unlock()
	return q.redrive(id)
}

// RedriveAll brings all dead messages back, and returns how many, unless one fails.
func (q *DeadLetterQueue) RedriveAll() (int, error) {
	q.moving.Lock()
	defer q.moving.Unlock()
	all := q.DeadLetters()
	for _, id := range all {
		if _, err := q.redrive(id); err != nil {
			return 0, err
		}
	}
	return len(all), nil
}

func (q *DeadLetterQueue) redrive(id string) (bool, error) {
	q.mu.Lock()
	m := q.dead[id]
	q.mu.Unlock()
	if m == nil {
		return false, nil
	}
	if err := q.options.Unpark(id); err != nil {
		return false, err
	}
	// Nothing below this line can fail.
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.dead, id)
	now := q.options.Clock()
	m.begin(now)
	q.enter(m, now)
	q.fresh = append(q.fresh, m)
	return true, nil
}

// take reports whether the message was handled. If not, it waits or is dead.
func (q *DeadLetterQueue) take(m *message) bool {
	if m.reason == "" && q.attempt(m) {
		q.remove(m)
		return true
	}
	if m.reason == "" {
		q.putBack(m, m.lastMs)
		return false
	}
	if q.options.Park(m.id, m.reason) != nil {
		q.putBack(m, q.options.Clock())
		return false
	}
	q.remove(m)
	q.bury(m)
	return false
}

// attempt reports whether the message was handled. If not, and no attempt is left, it has a reason to be parked.
func (q *DeadLetterQueue) attempt(m *message) bool {
	if q.options.Clock()-m.sinceMs >= q.options.TtlMs {
		m.reason = "expired"
		return false
	}
	err := q.options.Handle(m.id, m.body)
	if err == nil {
		return true
	}
	m.fail(q.options.Clock())
	if errors.Is(err, ErrPermanent) {
		m.reason = "permanent"
	} else if m.attempts >= q.options.MaxAttempts {
		m.reason = "attempts"
	}
	return false
}

// due takes up to limit messages off the two lists. Each is put back, parked or done with before the next poll.
func (q *DeadLetterQueue) due(limit int) []*message {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.options.Clock()
	var due []*message
	for len(due) < limit {
		from := &q.fresh
		if len(q.fresh) == 0 || len(q.failed) > 0 && q.failed[0].before(q.fresh[0]) {
			from = &q.failed
		}
		if len(*from) == 0 || (*from)[0].dueMs > now {
			break
		}
		due = append(due, (*from)[0])
		*from = (*from)[1:]
	}
	return due
}

func (q *DeadLetterQueue) putBack(m *message, failedMs int64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.enter(m, failedMs+q.options.RetryDelayMs)
	q.failed = append(q.failed, m)
}

func (q *DeadLetterQueue) remove(m *message) {
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.queue, m.id)
}

func (q *DeadLetterQueue) bury(m *message) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.entries++
	m.dueMs, m.entry = 0, q.entries
	q.dead[m.id] = m
}

// enter is called with the books locked.
func (q *DeadLetterQueue) enter(m *message, dueMs int64) {
	q.entries++
	m.dueMs, m.entry = dueMs, q.entries
	q.queue[m.id] = m
}

func idsInOrder(messages map[string]*message) []string {
	ids := []string{}
	for id := range messages {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool { return messages[ids[i]].before(messages[ids[j]]) })
	return ids
}
