// Membership by SWIM (Das, Gupta and Motivala 2002): who is alive, found by pings and spread along with them.
package main

import (
	"strings"
	"time"
)

const (
	period    = 200 * time.Millisecond
	pingTime  = 60 * time.Millisecond
	suspicion = 1000 * time.Millisecond
	helpers   = 2
)

const (
	alive = iota
	suspect
	dead
)

// Belief is an incarnation of a node and what is believed of it: the larger pair holds.
type Belief struct {
	Incarnation int `json:"incarnation"`
	State       int `json:"state"`
}

func (b Belief) isLarger(than Belief) bool {
	return b.Incarnation > than.Incarnation || b.Incarnation == than.Incarnation && b.State > than.State
}

type Swim struct {
	Node
	members map[string]Belief
	// Whom to ping before anybody is pinged again (section 4.3).
	round []string
	// "" when none is waited for.
	target string
}

func (s *Swim) OnStart() {
	// A new life outdoes what was said of the one before (section 4.2).
	incarnation := -1
	s.Load("incarnation", &incarnation)
	incarnation++
	s.Save("incarnation", incarnation)
	s.members = map[string]Belief{}
	for _, node := range s.Nodes {
		s.members[node] = Belief{0, alive}
	}
	s.members[s.ID] = Belief{incarnation, alive}
	s.SetTimer("period", time.Duration(s.Random.Int63n(int64(period))))
}

func (s *Swim) OnTimer(name string) {
	switch {
	case name == "period":
		s.endPeriod()
		s.beginPeriod()
	case name == "no ack":
		s.askHelpers()
	default:
		s.endSuspicion(strings.TrimPrefix(name, "suspect "))
	}
}

// Failure detection (section 3.1).

func (s *Swim) beginPeriod() {
	s.SetTimer("period", period)
	if len(s.round) == 0 {
		// Those that are thought dead as well: it may have been the network.
		s.round = s.shuffled(s.Others())
	}
	if len(s.round) == 0 {
		return
	}
	s.target, s.round = s.round[0], s.round[1:]
	s.say(s.target, Body{"type": "ping", "asked_by": s.ID})
	s.SetTimer("no ack", pingTime)
}

// The way to the target may be what is broken: others try theirs.
func (s *Swim) askHelpers() {
	asked := 0
	for _, node := range s.shuffled(s.Others()) {
		if node != s.target && asked < helpers {
			s.say(node, Body{"type": "ping_req", "target": s.target})
			asked++
		}
	}
}

func (s *Swim) endPeriod() {
	if s.target != "" {
		if belief := s.members[s.target]; belief.State == alive {
			s.believe(s.target, Belief{belief.Incarnation, suspect})
		}
	}
	s.target = ""
}

func (s *Swim) endSuspicion(node string) {
	if belief := s.members[node]; belief.State == suspect {
		s.believe(node, Belief{belief.Incarnation, dead})
	}
}

func (s *Swim) OnPing(m Message) {
	s.hear(m)
	s.say(m.Src, Body{"type": "ack", "of": s.ID, "asked_by": m.Text("asked_by")})
}

func (s *Swim) OnPingReq(m Message) {
	s.hear(m)
	s.say(m.Text("target"), Body{"type": "ping", "asked_by": m.Src})
}

func (s *Swim) OnAck(m Message) {
	s.hear(m)
	of, askedBy := m.Text("of"), m.Text("asked_by")
	if askedBy != s.ID {
		// It was asked for another.
		s.say(askedBy, Body{"type": "ack", "of": of, "asked_by": askedBy})
	} else if of == s.target {
		s.target = ""
		s.CancelTimer("no ack")
	}
}

// Dissemination (section 3.2): along with every message goes what is known. The group is small; in a large one only what
// is new goes along.

func (s *Swim) say(node string, body Body) {
	body["members"] = s.members
	s.Send(node, body)
}

func (s *Swim) hear(m Message) {
	members := read[struct {
		Members map[string]Belief `json:"members"`
	}](m).Members
	for _, node := range Sorted(members) {
		s.believe(node, members[node])
	}
}

func (s *Swim) believe(node string, belief Belief) {
	if !belief.isLarger(s.members[node]) {
		return
	}
	if node == s.ID {
		// It is not so: only the node itself may raise its incarnation (section 4.2).
		if belief.State != alive {
			s.members[node] = Belief{belief.Incarnation + 1, alive}
			s.Save("incarnation", belief.Incarnation+1)
		}
		return
	}
	s.members[node] = belief
	if belief.State == suspect {
		// It has time to say that it is not so.
		s.SetTimer("suspect "+node, suspicion)
	} else {
		s.CancelTimer("suspect " + node)
	}
}

func (s *Swim) OnMembers(m Message) {
	living := []string{}
	for _, node := range s.Nodes {
		if s.members[node].State != dead {
			living = append(living, node)
		}
	}
	s.Reply(m, Body{"type": "members_ok", "alive": living})
}

func (s *Swim) shuffled(nodes []string) []string {
	s.Random.Shuffle(len(nodes), func(a, b int) { nodes[a], nodes[b] = nodes[b], nodes[a] })
	return nodes
}

// What a message says, as a struct.
func read[Fields any](m Message) Fields {
	var fields Fields
	if err := m.Into(&fields); err != nil {
		panic(err)
	}
	return fields
}

func main() { Run(func() *Swim { return &Swim{} }) }
