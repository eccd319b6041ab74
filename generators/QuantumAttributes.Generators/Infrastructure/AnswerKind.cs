namespace QuantumAttributes.Generators.Infrastructure;

/// <summary>How a capability's method hands over its answer.</summary>
internal enum AnswerKind
{
    Value,
    Task,
    ValueTask,
}
