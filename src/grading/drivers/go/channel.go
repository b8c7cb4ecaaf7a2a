package driver

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
)

// The two descriptors, moved out of the way of a program that uses 3 and 4 itself.
type channel struct {
	nonce  string
	input  *bufio.Reader
	output *os.File
}

func openChannel(nonce string) *channel {
	input, output := takeDescriptors()
	return &channel{nonce: nonce, input: bufio.NewReaderSize(input, 1<<16), output: output}
}

// receive reads one request; an error when nobody is there any more.
func (c *channel) receive(into any) error {
	line, err := c.input.ReadBytes('\n')
	if err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(line))
	// An int64 must not pass through a float.
	decoder.UseNumber()
	return decoder.Decode(into)
}

func (c *channel) send(message any) {
	text, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	line := make([]byte, 0, len(text)+len(c.nonce)+3)
	line = append(line, '\n')
	line = append(line, c.nonce...)
	line = append(line, ' ')
	line = append(line, text...)
	line = append(line, '\n')
	c.output.Write(line)
}
