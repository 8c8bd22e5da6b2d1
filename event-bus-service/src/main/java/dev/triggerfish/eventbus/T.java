package dev.triggerfish.eventbus;

class T {
  public static void main(String[] args) {}
}
