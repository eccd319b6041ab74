namespace QuantumAttributes.Cryptography.Tests;

internal sealed class RandomnessFailedException : Exception;
