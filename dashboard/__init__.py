"""The dashboard: draws what `analysis` answers, and computes nothing itself."""
