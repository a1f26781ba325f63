"""Runs student code where it can reach nothing: fork servers, locked workers, typed frames; knows no assignment."""
