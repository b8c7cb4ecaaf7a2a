// Of all nodes that are up, the one of the highest rank leads.
package main

type Bully struct {
	Node
}

func (s *Bully) OnLeader(m Message) {
	// Nobody leads yet.
	s.Reply(m, Body{"type": "leader_ok", "leader": nil, "term": 0})
}

func main() { Run(func() *Bully { return &Bully{} }) }
