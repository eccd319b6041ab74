namespace QuantumAttributes.Tool.Inventory;

/// <summary>No inventory can be made: there is nothing to make it of, or something of it is malformed.</summary>
internal sealed class InventoryException(string message, Exception? innerException = null) : Exception(message, innerException);
