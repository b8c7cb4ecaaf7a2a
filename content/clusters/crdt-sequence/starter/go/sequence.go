// A list that all nodes edit at once.
package main

type Sequence struct{ Node }

func (s *Sequence) OnInsert(m Message) {
	// m.Int("value") between "after" and "before", which are whole numbers; nil is the start, or the end.
	s.Error(m, 10, "insert is not written yet")
}

func (s *Sequence) OnDelete(m Message) {
	s.Error(m, 10, "delete is not written yet")
}

func (s *Sequence) OnRead(m Message) {
	s.Reply(m, Body{"type": "read_ok", "values": []int{}})
}

func main() { Run(func() *Sequence { return &Sequence{} }) }
