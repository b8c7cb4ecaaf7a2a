// Every node knows who is alive.
package main

type Swim struct {
	Node
}

func (s *Swim) OnMembers(m Message) {
	// All of them, whatever happens.
	s.Reply(m, Body{"type": "members_ok", "alive": s.Nodes})
}

func main() { Run(func() *Swim { return &Swim{} }) }
