// A key-value store on several nodes, each key linearizable.
package main

import "fmt"

type Raft struct {
	Node
	state map[string]any
}

func (s *Raft) OnStart() {
	s.state = map[string]any{}
}

func (s *Raft) OnRead(m Message) {
	// Only what this node was asked to write itself, and since it was started.
	if value, is := s.state[fmt.Sprint(m.Body["key"])]; is {
		s.Reply(m, Body{"type": "read_ok", "value": value})
	} else {
		s.Error(m, 20, "no such key")
	}
}

func (s *Raft) OnWrite(m Message) {
	s.state[fmt.Sprint(m.Body["key"])] = m.Body["value"]
	s.Reply(m, Body{"type": "write_ok"})
}

func (s *Raft) OnCas(m Message) {
	key := fmt.Sprint(m.Body["key"])
	value, is := s.state[key]
	switch {
	case !is:
		s.Error(m, 20, "no such key")
	case value != m.Body["from"]:
		s.Error(m, 22, fmt.Sprint("it is ", value))
	default:
		s.state[key] = m.Body["to"]
		s.Reply(m, Body{"type": "cas_ok"})
	}
}

func (s *Raft) OnLeader(m Message) {
	// Nobody leads yet.
	s.Reply(m, Body{"type": "leader_ok", "leader": nil, "term": 0})
}

func (s *Raft) OnMembers(m Message) {
	// Told once, before the requests, in the last stage alone: the first members.
	s.Reply(m, Body{"type": "members_ok"})
}

func (s *Raft) OnAddMember(m Message)    { s.Error(m, 11, "members do not change yet") }
func (s *Raft) OnRemoveMember(m Message) { s.Error(m, 11, "members do not change yet") }

func main() { Run(func() *Raft { return &Raft{} }) }
