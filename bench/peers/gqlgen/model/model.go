// Package model has the rows as the queries read them, which the generated code answers from.
package model

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"
)

type User struct {
	Key        int64
	ID         uuid.UUID
	Identifier string
	Name       string
}

type Post struct {
	Key       int64
	AuthorKey int64
	ID        uuid.UUID
	Title     string
	CreatedAt time.Time
}

type Comment struct {
	AuthorKey int64
	PostKey   int64
	ID        uuid.UUID
	Content   string
	CreatedAt time.Time
}

// Status is stored in small letters and answered in capitals.
type Status string

func (status *Status) UnmarshalGQL(value any) error {
	text, ok := value.(string)
	if !ok {
		return fmt.Errorf("a status is no %T", value)
	}
	*status = Status(strings.ToLower(text))
	return nil
}

func (status Status) MarshalGQL(out io.Writer) {
	fmt.Fprintf(out, "%q", strings.ToUpper(string(status)))
}
