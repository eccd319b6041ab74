namespace QuantumAttributes.Tool.Examination;

/// <summary>Something that is wrong with a ring.</summary>
/// <param name="Code">What it is, for programs.</param>
/// <param name="Subject">With what: a file, a key, a slot.</param>
/// <param name="Message">What it is, in words.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Finding(string Code, string Subject, string Message, string Remedy);
