namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>What a person says of one line of the corpus.</summary>
/// <param name="File">The file's name, within its project.</param>
/// <param name="Line">Counted from one.</param>
/// <param name="Kind">What is expected of an analyzer there.</param>
/// <param name="Family">What kind of cryptography it is; nothing where there is none.</param>
internal sealed record CorpusLabel(string File, int Line, CorpusLabelKind Kind, string Family)
{
    public override string ToString() => Family.Length == 0 ? $"{File}:{Line} {Kind}" : $"{File}:{Line} {Kind} {Family}";
}
