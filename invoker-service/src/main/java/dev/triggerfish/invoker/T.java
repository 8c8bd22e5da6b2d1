package dev.triggerfish.invoker;

class T {
  public static void main(String[] args) {}
}
