namespace QuantumAttributes.Tool;

/// <summary>The command line is wrong, as shows only while it is carried out. The message says what to write instead.</summary>
internal sealed class UsageException(string message) : Exception(message);
