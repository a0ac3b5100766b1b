package servers

import (
	"fmt"
	"net/http"
	"slices"
)

// responds asks for a page, which has to come with one of these statuses.
func responds(client *http.Client, url string, statuses ...int) error {
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	if err := response.Body.Close(); err != nil {
		return err
	}
	if !slices.Contains(statuses, response.StatusCode) {
		return fmt.Errorf("%s: %s", url, response.Status)
	}
	return nil
}
