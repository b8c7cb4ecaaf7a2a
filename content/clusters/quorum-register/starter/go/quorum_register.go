// Registers that majorities of the nodes keep.
package main

import "fmt"

type QuorumRegister struct {
	Node
	state map[string]any
}

func (s *QuorumRegister) OnStart() {
	s.state = map[string]any{}
}

func (s *QuorumRegister) OnRead(m Message) {
	// Only what this node was asked to write itself, and since it was started.
	if value, is := s.state[fmt.Sprint(m.Body["key"])]; is {
		s.Reply(m, Body{"type": "read_ok", "value": value})
	} else {
		s.Error(m, 20, "no such key")
	}
}

func (s *QuorumRegister) OnWrite(m Message) {
	s.state[fmt.Sprint(m.Body["key"])] = m.Body["value"]
	s.Reply(m, Body{"type": "write_ok"})
}

func main() { Run(func() *QuorumRegister { return &QuorumRegister{} }) }
