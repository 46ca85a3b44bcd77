"""The facilitator's pack of a scenario: what somebody who runs it for a group has in their hands."""
