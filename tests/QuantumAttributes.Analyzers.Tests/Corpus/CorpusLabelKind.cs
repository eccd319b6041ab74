namespace QuantumAttributes.Analyzers.Tests.Corpus;

/// <summary>What is expected of an analyzer on a labelled line.</summary>
internal enum CorpusLabelKind
{
    /// <summary>Classical cryptography that protects new data, is created or is configured: to be reported.</summary>
    Find,

    /// <summary>Verification or decryption of what is there, or a detail: for an inventory at most.</summary>
    Lower,

    /// <summary>The classical leg of a hybrid: for an inventory at most.</summary>
    Hybrid,

    /// <summary>No classical cryptography, although it looks like it: never to be reported.</summary>
    Clean,
}
