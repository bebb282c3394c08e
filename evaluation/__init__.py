"""Quality on fixed inputs."""
