// A key-value store, each key linearizable, by Raft (Ongaro and Ousterhout 2014; figures and sections are of that paper).
// Members are changed one at a time, as in chapter 4 of Ongaro's dissertation (2014); "D" stands before its sections.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"sort"
	"time"
)

const (
	leastElection = 300 * time.Millisecond
	mostElection  = 600 * time.Millisecond
	heartbeat     = 100 * time.Millisecond
	snapshotAfter = 200
)

const (
	follower  = "follower"
	candidate = "candidate"
	leader    = "leader"
)

// Request is what a client asks for.
type Request struct {
	Type  string          `json:"type"`
	MsgID int             `json:"msg_id"`
	Key   json.RawMessage `json:"key"`
	Value json.RawMessage `json:"value,omitempty"`
	From  json.RawMessage `json:"from,omitempty"`
	To    json.RawMessage `json:"to,omitempty"`
	Node  string          `json:"node,omitempty"`
}

// Entry is one of the log. One without a request is that of a new leader.
type Entry struct {
	Term    int      `json:"term"`
	Client  string   `json:"client,omitempty"`
	Request *Request `json:"request,omitempty"`
	// Who the members are from here on; none in most entries.
	Members []string `json:"members,omitempty"`
}

// Snapshot stands for all entries up to its index.
type Snapshot struct {
	Index    int                        `json:"index"`
	Term     int                        `json:"term"`
	State    map[string]json.RawMessage `json:"state"`
	Answered map[string]int             `json:"answered"`
	Members  []string                   `json:"members"`
}

// Configuration is who the members are from an index on.
type Configuration struct {
	Index   int
	Members []string
}

// Vote is for whom this node has voted in its term; "" for nobody.
type Vote struct {
	Term int    `json:"term"`
	For  string `json:"for"`
}

type Raft struct {
	Node
	role   string
	leader string
	// What must outlast a crash (figure 2). Term and vote are saved as one: no crash comes between them.
	vote     Vote
	snapshot Snapshot
	// Entries by index. Those up to the snapshot's index are gone.
	entries map[int]Entry
	last    int
	// The latest count as soon as they are in the log (D 4.1).
	configurations []Configuration
	// What is found again from the others.
	commit, applied int
	state           map[string]json.RawMessage
	// The last request of each client that was applied: one that arrives twice counts once (section 8).
	answered map[string]int
	// The last request of each client that was refused: another copy of it must not be done.
	refused map[string]int
	// When the leader was heard last.
	heard time.Duration
	// Of a candidate, and of a leader.
	votes       map[string]bool
	next, match map[string]int
}

func (r *Raft) OnStart() {
	r.Load("vote", &r.vote)
	r.snapshot = Snapshot{State: map[string]json.RawMessage{}, Answered: map[string]int{}, Members: r.Nodes}
	r.Load("snapshot", &r.snapshot)
	r.configurations = []Configuration{{r.snapshot.Index, r.snapshot.Members}}
	r.entries = map[int]Entry{}
	r.last = r.snapshot.Index
	for {
		var entry Entry
		if !r.Load(entryKey(r.last+1), &entry) {
			break
		}
		r.add(entry)
	}
	r.commit, r.applied = r.snapshot.Index, r.snapshot.Index
	r.state = copied(r.snapshot.State)
	r.answered = copied(r.snapshot.Answered)
	r.refused = map[string]int{}
	r.heard = -leastElection
	r.role = follower
	r.waitForLeader()
	r.Show(map[string]any{"role": r.role, "term": r.vote.Term})
}

// Who the members are before the log begins, told once; without it they are all nodes.
func (r *Raft) OnMembers(m Message) {
	snapshot := r.snapshot
	snapshot.Members = read[Snapshot](m).Members
	r.keepSnapshot(snapshot)
	r.leader = ""
	r.becomeFollower()
	r.Reply(m, Body{"type": "members_ok"})
}

func (r *Raft) configuration() Configuration { return r.configurations[len(r.configurations)-1] }

func (r *Raft) isChanging() bool { return r.configuration().Index > r.commit }

func (r *Raft) isMember() bool { return has(r.configuration().Members, r.ID) }

func (r *Raft) otherMembers() []string { return without(r.configuration().Members, r.ID) }

// Roles.

func (r *Raft) becomeFollower() {
	// Who did not lead waits on: only a leader that is heard, or a vote that is given, puts an election off (section 5.2).
	if r.role == leader {
		r.CancelTimer("heartbeat")
		r.waitForLeader()
	}
	r.role = follower
	r.Show(map[string]any{"role": r.role, "term": r.vote.Term})
}

func (r *Raft) waitForLeader() {
	// Random, so that votes are seldom split again and again (section 5.2).
	r.SetTimer("election", between(r.Random, leastElection, mostElection))
}

func (r *Raft) OnTimer(name string) {
	switch {
	case name == "heartbeat":
		r.replicateAll()
	// A node that is removed may still have to lead until that is committed (D 4.2.2).
	case r.isMember() || r.isChanging():
		r.becomeCandidate()
	default:
		r.waitForLeader()
	}
}

func (r *Raft) becomeCandidate() {
	r.role = candidate
	r.leader = ""
	r.voteFor(r.vote.Term+1, r.ID)
	r.votes = map[string]bool{r.ID: true}
	r.Show(map[string]any{"role": r.role, "term": r.vote.Term})
	r.waitForLeader()
	for _, node := range r.otherMembers() {
		r.Send(node, Body{"type": "request_vote", "term": r.vote.Term, "last": r.last, "last_term": r.termAt(r.last)})
	}
	r.countVotes()
}

func (r *Raft) becomeLeader() {
	r.role = leader
	r.leader = r.ID
	r.CancelTimer("election")
	r.next, r.match = map[string]int{}, map[string]int{}
	for _, node := range r.Others() {
		r.next[node] = r.last + 1
		r.match[node] = 0
	}
	r.Show(map[string]any{"role": r.role, "term": r.vote.Term})
	// Entries of earlier terms are committed only along with one of this term (sections 5.4.2 and 8).
	r.append(Entry{Term: r.vote.Term})
	r.replicateAll()
}

func (r *Raft) voteFor(term int, node string) {
	r.vote = Vote{term, node}
	r.Save("vote", r.vote)
}

// Whoever hears of a later term follows (section 5.1).
func (r *Raft) seeTerm(term int) {
	if term > r.vote.Term {
		r.leader = ""
		r.voteFor(term, "")
		r.becomeFollower()
	}
}

// Elections (section 5.2).

func (r *Raft) OnRequestVote(m Message) {
	// Who was removed and does not know must not disturb those who hear their leader (D 4.2.3).
	if r.role == leader || r.Now()-r.heard < leastElection {
		return
	}
	term, last, lastTerm := m.Int("term"), m.Int("last"), m.Int("last_term")
	r.seeTerm(term)
	isFree := r.vote.For == "" || r.vote.For == m.Src
	// The candidate's log must be at least as up to date as mine (section 5.4.1).
	mine := r.termAt(r.last)
	isUpToDate := lastTerm > mine || lastTerm == mine && last >= r.last
	granted := term == r.vote.Term && isFree && isUpToDate
	if granted {
		r.voteFor(term, m.Src)
		r.waitForLeader()
	}
	r.Send(m.Src, Body{"type": "vote", "term": r.vote.Term, "granted": granted})
}

func (r *Raft) OnVote(m Message) {
	r.seeTerm(m.Int("term"))
	if r.role == candidate && m.Int("term") == r.vote.Term && m.Body["granted"] == true {
		r.votes[m.Src] = true
		r.countVotes()
	}
}

func (r *Raft) countVotes() {
	// Whoever asks, and whoever is asked, may be no member (D 4.1): only members count.
	members, votes := r.configuration().Members, 0
	for _, node := range members {
		if r.votes[node] {
			votes++
		}
	}
	if votes > len(members)/2 {
		r.becomeLeader()
	}
}

// The log (section 5.3).

func (r *Raft) termAt(index int) int {
	if index == r.snapshot.Index {
		return r.snapshot.Term
	}
	return r.entries[index].Term
}

func (r *Raft) append(entry Entry) {
	r.add(entry)
	r.Save(entryKey(r.last), entry)
}

func (r *Raft) add(entry Entry) {
	r.last++
	r.entries[r.last] = entry
	if entry.Members != nil {
		r.configurations = append(r.configurations, Configuration{r.last, entry.Members})
	}
}

// Removes this entry and all after it, the last one first: a crash leaves no gap.
func (r *Raft) cut(index int) {
	for r.last >= index {
		r.Save(entryKey(r.last), nil)
		delete(r.entries, r.last)
		r.last--
	}
	// What was changed by them never was.
	for r.configuration().Index > r.last {
		r.configurations = r.configurations[:len(r.configurations)-1]
	}
}

func (r *Raft) replicateAll() {
	// Whoever is sent something now needs no heartbeat for a while (section 5.2: "during idle periods").
	r.SetTimer("heartbeat", heartbeat)
	for _, node := range r.otherMembers() {
		r.replicate(node)
	}
	r.advanceCommit()
}

func (r *Raft) replicate(node string) {
	before := r.next[node] - 1
	if before < r.snapshot.Index {
		r.Send(node, Body{"type": "install", "term": r.vote.Term, "snapshot": r.snapshot})
		return
	}
	entries := []Entry{}
	for index := before + 1; index <= r.last; index++ {
		entries = append(entries, r.entries[index])
	}
	r.Send(node, Body{
		"type":        "append",
		"term":        r.vote.Term,
		"before":      before,
		"before_term": r.termAt(before),
		"entries":     entries,
		"commit":      r.commit,
	})
}

// Whether the message is of the leader of this term; if so, it is followed.
func (r *Raft) follow(m Message) bool {
	term := m.Int("term")
	r.seeTerm(term)
	if term < r.vote.Term {
		r.refuse(m.Src)
		return false
	}
	if r.role != follower {
		r.becomeFollower()
	}
	r.leader = m.Src
	r.heard = r.Now()
	r.waitForLeader()
	return true
}

func (r *Raft) OnAppend(m Message) {
	if !r.follow(m) {
		return
	}
	told := read[struct {
		Before     int     `json:"before"`
		BeforeTerm int     `json:"before_term"`
		Entries    []Entry `json:"entries"`
		Commit     int     `json:"commit"`
	}](m)
	// Up to its snapshot its log is the leader's: both are committed.
	isHere := told.Before <= r.last
	isSame := isHere && (told.Before < r.snapshot.Index || r.termAt(told.Before) == told.BeforeTerm)
	if !isSame {
		r.refuse(m.Src)
		return
	}
	for at, entry := range told.Entries {
		index := told.Before + 1 + at
		if index <= r.snapshot.Index {
			continue
		}
		// Only what differs is cut: a message that was overtaken must not take away what came later.
		if index <= r.last && r.termAt(index) != entry.Term {
			r.cut(index)
		}
		if index > r.last {
			r.append(entry)
		}
	}
	upto := told.Before + len(told.Entries)
	r.commit = most(r.commit, least(told.Commit, upto))
	r.apply()
	r.Send(m.Src, Body{"type": "appended", "term": r.vote.Term, "upto": upto})
}

func (r *Raft) refuse(leader string) {
	r.Send(leader, Body{"type": "refused", "term": r.vote.Term, "last": r.last})
}

func (r *Raft) OnAppended(m Message) {
	r.seeTerm(m.Int("term"))
	if r.role != leader || m.Int("term") != r.vote.Term {
		return
	}
	node, upto := m.Src, m.Int("upto")
	r.match[node] = most(r.match[node], upto)
	r.next[node] = most(r.next[node], upto+1)
	r.advanceCommit()
}

func (r *Raft) OnRefused(m Message) {
	r.seeTerm(m.Int("term"))
	if r.role != leader || m.Int("term") != r.vote.Term {
		return
	}
	node := m.Src
	// Back by one, or to the end of its log: the end of section 5.3.
	r.next[node] = most(r.match[node]+1, least(r.next[node]-1, m.Int("last")+1))
	r.replicate(node)
}

func (r *Raft) advanceCommit() {
	held := []int{}
	for _, node := range r.otherMembers() {
		held = append(held, r.match[node])
	}
	// A leader that is being removed does not count itself (D 4.2.2).
	if r.isMember() {
		held = append(held, r.last)
	}
	sort.Ints(held)
	byMajority := held[(len(held)-1)/2]
	if byMajority > r.commit && r.termAt(byMajority) == r.vote.Term {
		r.commit = byMajority
		r.apply()
	}
}

func (r *Raft) apply() {
	for r.applied < r.commit {
		r.applied++
		entry := r.entries[r.applied]
		if entry.Request == nil {
			continue
		}
		reply := r.step(entry.Client, entry.Request)
		if reply != nil && r.role == leader && entry.Term == r.vote.Term {
			reply["in_reply_to"] = entry.Request.MsgID
			r.Send(entry.Client, reply)
		}
	}
	if r.role == leader && !r.isMember() && !r.isChanging() {
		// It has led until it was out (D 4.2.2).
		r.leader = ""
		r.becomeFollower()
	}
	if r.applied-r.snapshot.Index >= snapshotAfter {
		r.takeSnapshot()
	}
}

// Snapshots (section 7).

func (r *Raft) takeSnapshot() {
	members := r.snapshot.Members
	for _, one := range r.configurations {
		if one.Index <= r.applied {
			members = one.Members
		}
	}
	r.keepSnapshot(Snapshot{r.applied, r.termAt(r.applied), copied(r.state), copied(r.answered), members})
}

func (r *Raft) keepSnapshot(snapshot Snapshot) {
	before := r.snapshot.Index
	r.snapshot = snapshot
	r.Save("snapshot", snapshot)
	configurations := []Configuration{{snapshot.Index, snapshot.Members}}
	for _, one := range r.configurations {
		if one.Index > snapshot.Index {
			configurations = append(configurations, one)
		}
	}
	r.configurations = configurations
	for index := before + 1; index <= snapshot.Index; index++ {
		r.Save(entryKey(index), nil)
		delete(r.entries, index)
	}
	r.last = most(r.last, snapshot.Index)
}

func (r *Raft) OnInstall(m Message) {
	if !r.follow(m) {
		return
	}
	snapshot := read[struct {
		Snapshot Snapshot `json:"snapshot"`
	}](m).Snapshot
	if snapshot.Index > r.commit {
		// What follows another entry than the snapshot's last goes first: after a crash it would seem to fit.
		if snapshot.Index <= r.last && r.termAt(snapshot.Index) != snapshot.Term {
			r.cut(snapshot.Index)
		}
		r.keepSnapshot(snapshot)
		r.state = copied(snapshot.State)
		r.answered = copied(snapshot.Answered)
		r.commit, r.applied = snapshot.Index, snapshot.Index
	}
	r.Send(m.Src, Body{"type": "appended", "term": r.vote.Term, "upto": snapshot.Index})
}

// The state machine.

func (r *Raft) step(client string, request *Request) Body {
	if request.MsgID <= r.answered[client] {
		return nil
	}
	r.answered[client] = request.MsgID
	if request.Node != "" {
		return Body{"type": request.Type + "_ok"}
	}
	key := string(request.Key)
	if request.Type == "write" {
		r.state[key] = request.Value
		return Body{"type": "write_ok"}
	}
	value, is := r.state[key]
	switch {
	case !is:
		return Body{"type": "error", "code": 20, "text": "no such key"}
	case request.Type == "read":
		return Body{"type": "read_ok", "value": value}
	case !bytes.Equal(value, request.From):
		return Body{"type": "error", "code": 22, "text": fmt.Sprintf("it is %s", value)}
	}
	r.state[key] = request.To
	return Body{"type": "cas_ok"}
}

// Clients.

func (r *Raft) onRequest(m Message) {
	switch {
	case r.role == leader:
		r.propose(m.Src, read[Request](m))
	case r.leader != "":
		r.Send(r.leader, Body{"type": "handed_on", "client": m.Src, "request": m.Body})
	default:
		r.Error(m, 11, "there is no leader")
	}
}

func (r *Raft) OnRead(m Message)         { r.onRequest(m) }
func (r *Raft) OnWrite(m Message)        { r.onRequest(m) }
func (r *Raft) OnCas(m Message)          { r.onRequest(m) }
func (r *Raft) OnAddMember(m Message)    { r.onRequest(m) }
func (r *Raft) OnRemoveMember(m Message) { r.onRequest(m) }

func (r *Raft) OnHandedOn(m Message) {
	told := read[struct {
		Client  string  `json:"client"`
		Request Request `json:"request"`
	}](m)
	// Who does not lead any more must not refuse it: there may be another copy, which was or will be done.
	if r.role == leader {
		r.propose(told.Client, told.Request)
	}
}

func (r *Raft) propose(client string, request Request) {
	if request.MsgID <= most(r.answered[client], r.refused[client]) {
		return // It comes for the second time.
	}
	// Reads go through the log as well: a leader cannot know that it still leads (section 8).
	entry := Entry{Term: r.vote.Term, Client: client, Request: &request}
	if request.Node != "" {
		if !r.mayChange() {
			r.refused[client] = request.MsgID
			text := "another change is under way"
			r.Send(client, Body{"type": "error", "code": 11, "text": text, "in_reply_to": request.MsgID})
			return
		}
		entry.Members = without(r.configuration().Members, request.Node)
		if request.Type == "add_member" {
			entry.Members = append(entry.Members, request.Node)
		}
	}
	r.append(entry)
	r.replicateAll()
}

// By one member at a time, so that majorities of before and after have a node in common (D 4.1).
func (r *Raft) mayChange() bool {
	// Nor before an entry of its own term is committed (Ongaro, raft-dev, July 2015).
	return !r.isChanging() && r.termAt(r.commit) == r.vote.Term
}

func (r *Raft) OnLeader(m Message) {
	var leader any
	if r.leader != "" {
		leader = r.leader
	}
	r.Reply(m, Body{"type": "leader_ok", "leader": leader, "term": r.vote.Term})
}

func entryKey(index int) string { return fmt.Sprintf("entry %d", index) }

// What a message says, as a struct.
func read[Fields any](m Message) Fields {
	var fields Fields
	if err := m.Into(&fields); err != nil {
		panic(err)
	}
	return fields
}

func copied[Value any](from map[string]Value) map[string]Value {
	to := make(map[string]Value, len(from))
	for key, value := range from {
		to[key] = value
	}
	return to
}

func has(nodes []string, node string) bool {
	for _, one := range nodes {
		if one == node {
			return true
		}
	}
	return false
}

func without(nodes []string, node string) []string {
	others := []string{}
	for _, one := range nodes {
		if one != node {
			others = append(others, one)
		}
	}
	return others
}

func between(random *rand.Rand, least, most time.Duration) time.Duration {
	return least + time.Duration(random.Int63n(int64(most-least)))
}

func least(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func most(a, b int) int {
	if a > b {
		return a
	}
	return b
}

func main() { Run(func() *Raft { return &Raft{} }) }
